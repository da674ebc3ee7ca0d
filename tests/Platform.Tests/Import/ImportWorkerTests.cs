using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platform.Tests.Accounts;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Tenancy.Permissions;
using Web.Import;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

public sealed class ImportWorkerTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task UploadThatAStoppedNodeLeft_IsImportedWhenItStartsAgain()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tenant = platform["330802"].Id;
        Guid job;
        await using (var stopped = await NodeAsync())
        {
            await using var log = File.OpenRead(PermitLog.Xes.Path);
            var (taken, _) = await stopped.GetRequiredService<ImportDesk>().AcceptAsync(
                await new People(platform).NewAsync("330802", Role.SystemAdministrator), new ImportUpload(PermitLog.Xes.Name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
            job = taken!.Value;
        }

        await using var node = await NodeAsync();
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        var jobs = node.GetRequiredService<ImportJobs>();
        while ((await jobs.FindAsync(tenant, job, cancellation))!.Status == ImportStatus.Running)
            await Task.Delay(50, cancellation);
        await worker.StopAsync(cancellation);

        var ended = (await jobs.FindAsync(tenant, job, cancellation))!;
        Assert.Equal((ImportStatus.Ended, 1434, 8577L, 377), (ended.Status, ended.Summary!.Cases, ended.Summary.Events, ended.Summary.LateByOwnPromise));
        Assert.Empty(StagedImport.LeftIn(node.GetRequiredService<ImportDesk>().Stage));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UploadWhoseSessionIsGoneAtItsEnd_StaysDone_AndTheNodeLives(bool intentKnown)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        await using var node = await NodeAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        await using var log = File.OpenRead(PermitLog.Xes.Path);
        var (taken, _) = await desk.AcceptAsync(
            uploader, new ImportUpload(PermitLog.Xes.Name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
        var job = taken!.Value;
        await platform.Server.ExecuteAsync(platform.Directory, $"delete from web_session where id = '{uploader.Session.Value}'");
        // The worker finds it on disk when it starts, once.
        Assert.True(desk.Queue.TryRead(out var staged));
        if (!intentKnown)
        {
            await using var again = File.OpenRead(PermitLog.Xes.Path);
            await (staged! with { Intent = 1 }).WriteAsync(desk.Stage, again, profile: null, cancellation);
        }

        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        var folder = Path.Combine(desk.Stage, $"{uploader.Tenant.Value}-{job:N}");
        while (Directory.Exists(folder) && !worker.ExecuteTask!.IsCompleted)
            await Task.Delay(50, cancellation);
        Assert.False(worker.ExecuteTask!.IsCompleted);
        Assert.Equal(ImportStatus.Ended, (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, job, cancellation))!.Status);
        await worker.StopAsync(cancellation);

        var auditor = await new People(platform).NewAsync("330802", Role.SecurityAuditor);
        var told = (await node.GetRequiredService<AuditLog>().ReadAsync(auditor, 0, 1000, cancellation))
            .Where(entry => entry.Action == ImportDesk.Act && entry.Details.Contains($"{job}", StringComparison.Ordinal));
        Assert.Equal(intentKnown ? [$"330802/{uploader.Login}"] : [], told.Select(entry => entry.Actor));
    }

    private async Task<ServiceProvider> NodeAsync()
    {
        var server = await DatabaseServer.OpenAsync(
            new ServerSettings(
                new NpgsqlConnectionStringBuilder(platform.Server.Admin) { Database = platform.Directory }.ConnectionString,
                Convert.ToBase64String(PostgresServer.Master), _folder.Path, [platform.First, platform.Second]),
            TestContext.Current.CancellationToken);
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(server)
            .AddSingleton(platform.Sessions)
            .AddSingleton(platform.Jurisdictions)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<AuditLog>()
            .AddJournal()
            .AddUploads()
            .BuildServiceProvider();
    }
}
