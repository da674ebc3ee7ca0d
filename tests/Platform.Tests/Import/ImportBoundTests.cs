using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Web.Import;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>What whoever may upload can make a node do has an end.</summary>
public sealed class ImportBoundTests(TestPlatform platform) : IClassFixture<TestPlatform>, IDisposable
{
    private readonly ImportNodes _nodes = new(platform);

    public void Dispose() => _nodes.Dispose();

    [Fact]
    public async Task SmallUploadOfManyFaults_EndsEarly_AndKeepsSoManyAndNoMore()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var header = (await File.ReadAllLinesAsync(PermitLog.Csv.Path, cancellation))[0];
        await using var log = new MemoryStream(Reading.Gzip(header + "\n" + string.Concat(Enumerable.Repeat("x\n", 60_000))));
        var (taken, _, _) = await node.GetRequiredService<ImportDesk>().AcceptAsync(
            uploader, new ImportUpload("faults.csv.gz", log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), cancellation);
        var worker = node.GetServices<IHostedService>().OfType<ImportWorker>().Single();
        await worker.StartAsync(cancellation);
        await ImportNodes.EndOfAsync(node, uploader.Tenant, taken!.Value);
        await worker.StopAsync(cancellation);
        var ended = (await node.GetRequiredService<ImportJobs>().FindAsync(uploader.Tenant, taken.Value, cancellation))!;
        Assert.Equal((ImportStatus.Ended, true, ImportLimits.Upload.Faults + 1), (ended.Status, ended.Summary!.EndedEarly, ended.Refused));
        using var report = new MemoryStream();
        await node.GetRequiredService<ImportJobs>().WriteFaultsAsync(uploader.Tenant, taken.Value, report, cancellation);
        Assert.Equal(ImportLimits.Upload.Faults + 1, report.ToArray().Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task OneMoreThanMayWait_IsRefused_HoweverManyComeAtOnce_UntilOneIsCancelled()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var uploader = await new People(platform).NewAsync("330802", Role.SystemAdministrator);
        var neighbour = await new People(platform).NewAsync("330825", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        var first = await UploadAsync(desk, uploader);
        var rest = await Task.WhenAll(Enumerable.Range(0, ImportJobs.MostOpen + 4).Select(_ => UploadAsync(desk, uploader)));
        Assert.Equal(ImportJobs.MostOpen - 1, rest.Count(taken => taken.Job is not null));
        Assert.Equal(5, rest.Count(taken => taken is { Full: true, Job: null, Faults.Count: 0 }));
        Assert.Equal(ImportJobs.MostOpen, Directory.GetDirectories(desk.Stage).Length);
        Assert.NotNull((await UploadAsync(desk, neighbour)).Job);
        Assert.Equal(
            5, (await platform.Server.ListAsync<string>(
                platform.Directory, $"select details from audit_entry where tenant = {uploader.Tenant} and action = 'act-refused' and details::jsonb ->> 'code' = 'imports-full'")).Count);

        await desk.CancelAsync(uploader, first.Job!.Value, cancellation);
        Assert.False(Directory.Exists(ImportNodes.FolderOf(desk, uploader.Tenant, first.Job.Value)));
        Assert.NotNull((await UploadAsync(desk, uploader)).Job);
        Assert.True((await UploadAsync(desk, uploader)).Full);
    }

    [Fact]
    public async Task ImportOfAnEarlierVersionThatWaits_Counts()
    {
        var uploader = await new People(platform).NewAsync("330122", Role.SystemAdministrator);
        await using var node = await _nodes.StartAsync();
        var desk = node.GetRequiredService<ImportDesk>();
        await platform.Server.ExecuteAsync(
            platform["330122"].Database,
            $"insert into import_job (tenant, id, actor, file_name, profile) select {uploader.Tenant}, gen_random_uuid(), 'a', 'earlier.csv', 'p' from generate_series(1, {ImportJobs.MostOpen - 1})");
        Assert.NotNull((await UploadAsync(desk, uploader)).Job);
        Assert.True((await UploadAsync(desk, uploader)).Full);
    }

    private static async Task<ImportTaken> UploadAsync(ImportDesk desk, Caller uploader)
    {
        using var log = new MemoryStream([1]);
        return await desk.AcceptAsync(
            uploader, new ImportUpload("one-of-many.csv", log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), TestContext.Current.CancellationToken);
    }
}
