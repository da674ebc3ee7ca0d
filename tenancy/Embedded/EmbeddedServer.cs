using Npgsql;

namespace Tenancy.Embedded;

/// <summary>A PostgreSQL server of the platform's own, kept under a data folder and shared by every process that uses that folder.</summary>
/// <remarks>
/// The first process to start it initialises the cluster and starts the server; later ones, and one that
/// follows a crash, adopt what is running. The last one to leave stops it. Nothing is lost when either side is
/// killed: the settings are durable and the next start recovers.
/// </remarks>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private readonly Cluster _cluster;
    private readonly FolderLock _use;
    private bool _disposed;

    private EmbeddedServer(Cluster cluster, FolderLock use, Postmaster postmaster)
    {
        _cluster = cluster;
        _use = use;
        Port = postmaster.Port;
        ProcessId = postmaster.ProcessId;
    }

    /// <summary>The loopback port the server listens on; remembered in the data folder.</summary>
    public int Port { get; private set; }

    /// <summary>The process id of the server's parent process (the postmaster).</summary>
    public int ProcessId { get; private set; }

    /// <summary>The folder of the server's own log files, one a weekday.</summary>
    public string LogFolder => _cluster.Logs;

    /// <summary>How its superuser connects: over the unix socket, or over loopback where the socket's path would be too long.</summary>
    public string AdminConnectionString => Connection(_cluster.Socket ?? "127.0.0.1");

    /// <summary>How its superuser connects over loopback TCP.</summary>
    public string LoopbackConnectionString => Connection("127.0.0.1");

    /// <summary>Starts the server of <paramref name="folder"/>, creating both when they do not exist, or adopts the one that runs already.</summary>
    /// <exception cref="EmbeddedServerException">PostgreSQL is not installed or refuses to start; the message says what to do.</exception>
    public static async Task<EmbeddedServer> StartAsync(
        string folder, EmbeddedSettings? settings = null, CancellationToken cancellation = default)
    {
        var root = Path.GetFullPath(folder);
        Directory.CreateDirectory(root);
        using var change = await FolderLock.ExclusiveAsync(ChangeLock(root), cancellation);
        var opened = await Cluster.OpenAsync(root, settings ?? EmbeddedSettings.ForThisMachine(), cancellation);
        var postmaster = await opened.EnsureRunningAsync(cancellation);
        return new EmbeddedServer(opened, FolderLock.Shared(UseLock(root)), postmaster);
    }

    /// <summary>Starts the server again when it has died since; does nothing while it runs.</summary>
    public async Task EnsureRunningAsync(CancellationToken cancellation = default)
    {
        if (Postmaster.Find(_cluster.Data) is { IsReady: true })
            return;
        using var change = await FolderLock.ExclusiveAsync(ChangeLock(_cluster.Root), cancellation);
        var postmaster = await _cluster.EnsureRunningAsync(cancellation);
        Port = postmaster.Port;
        ProcessId = postmaster.ProcessId;
    }

    /// <summary>Leaves the server; stops it cleanly when no other process uses the same data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        using var change = await FolderLock.ExclusiveAsync(ChangeLock(_cluster.Root), CancellationToken.None);
        _use.Dispose();
        using var alone = FolderLock.TryExclusive(UseLock(_cluster.Root));
        if (alone is not null)
            await _cluster.StopAsync();
    }

    // Held while the server is started or stopped, so that two processes never do both at once.
    private static string ChangeLock(string root) => Path.Combine(root, "postgres.change.lock");

    // Held shared by every process that uses the server; whoever can take it alone is the last one.
    private static string UseLock(string root) => Path.Combine(root, "postgres.use.lock");

    private string Connection(string host) => new NpgsqlConnectionStringBuilder
    {
        Host = host,
        Port = Port,
        Username = Cluster.Superuser,
        Password = _cluster.Password,
        Database = "postgres",
    }.ConnectionString;
}
