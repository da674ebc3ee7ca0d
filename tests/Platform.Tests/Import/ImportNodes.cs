using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.Tests.Embedded;
using Platform.Tests.Server;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Hosting;
using Tenancy.Permissions;
using Web.Import;
using Web.Import.Jobs;
using Xunit;

namespace Platform.Tests.Import;

/// <summary>Nodes that take uploads in, all on one disk.</summary>
internal sealed class ImportNodes(TestPlatform platform) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>A node; its worker and its watch are started by the test.</summary>
    public async Task<ServiceProvider> StartAsync()
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

    /// <summary>Uploads the permit log under a name.</summary>
    public static async Task<Guid> AcceptAsync(ImportDesk desk, Caller uploader, string name)
    {
        await using var log = File.OpenRead(PermitLog.Xes.Path);
        return (await desk.AcceptAsync(
            uploader, new ImportUpload(name, log, "wabo-receipt", OwnProfile: null, Department: null, Item: null), TestContext.Current.CancellationToken)).Job!.Value;
    }

    /// <summary>Waits until an import is over.</summary>
    public static Task EndOfAsync(ServiceProvider node, TenantId tenant, Guid job) => UntilAsync(
        async () => (await node.GetRequiredService<ImportJobs>().FindAsync(tenant, job, TestContext.Current.CancellationToken))!.Status != ImportStatus.Running);

    /// <summary>Waits until an upload is off the disk.</summary>
    public static Task UntilGoneAsync(ImportDesk desk, TenantId tenant, Guid job) => UntilAsync(() => Task.FromResult(!Directory.Exists(FolderOf(desk, tenant, job))));

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    /// <summary>Where an upload waits.</summary>
    public static string FolderOf(ImportDesk desk, TenantId tenant, Guid job) => Path.Combine(desk.Stage, $"{tenant.Value}-{job:N}");

    /// <summary>What the audit log tells of a file, in order.</summary>
    public Task<IReadOnlyList<string>> ToldOfAsync(string file) =>
        platform.Server.ListAsync<string>(platform.Directory, $"select action from audit_entry where subject = '{file}' order by tenant, n");

    public void Dispose() => _folder.Dispose();
}
