using Npgsql;
using Tenancy.Embedded;
using Tenancy.Isolation;

namespace Tenancy.Hosting;

/// <summary>The PostgreSQL server this process works on, its own embedded one or a given one, with the platform key that opens it.</summary>
public sealed class DatabaseServer : IAsyncDisposable
{
    private readonly string? _admin;
    private readonly string _directory;
    private readonly IReadOnlyList<string> _data;

    private DatabaseServer(PlatformKey key, EmbeddedServer? embedded, string? admin, string connection, ServerSettings settings)
    {
        _admin = admin;
        _directory = new NpgsqlConnectionStringBuilder(connection).Database!;
        _data = settings.DataDatabases;
        Key = key;
        Embedded = embedded;
        DataFolder = settings.DataFolder;
        RunsSilo = settings.EmbeddedSilo;
        Databases = new Databases(key, connection);
    }

    /// <summary>The installation's key.</summary>
    public PlatformKey Key { get; }

    /// <summary>The connection pools.</summary>
    public Databases Databases { get; }

    /// <summary>The embedded server; null when a server was given.</summary>
    public EmbeddedServer? Embedded { get; }

    /// <summary>The data folder: secrets, the embedded server's cluster, what the demo writes.</summary>
    public string DataFolder { get; }

    /// <summary>Whether a web node shall follow time itself (<c>Platform:Silo</c>).</summary>
    public bool RunsSilo { get; }

    /// <summary>Whether this process may create roles and databases, and so migrate.</summary>
    public bool MayMigrate => _admin is not null;

    /// <summary>Whether there is a server already: one is given, or the data folder has a cluster, running or not.</summary>
    public static bool IsThere(ServerSettings settings) => settings.Platform is not null || ClusterPlace.IsKnown(settings.DataFolder);

    /// <summary>Finds the server and its key; starts the embedded one when none is given.</summary>
    /// <exception cref="EmbeddedServerException">The embedded server does not start.</exception>
    /// <exception cref="ServerSettingsException">A server is given but the key is not.</exception>
    public static async Task<DatabaseServer> OpenAsync(ServerSettings settings, CancellationToken cancellation = default)
    {
        if (settings.Platform is { } given)
            return await GivenAsync(given, settings, cancellation);
        var embedded = await EmbeddedServer.StartAsync(settings.DataFolder, cancellation: cancellation);
        var admin = embedded.AdminConnectionString;
        return new DatabaseServer(KeyFile.ReadOrCreate(settings), embedded, admin, Directory(admin), settings);
    }

    /// <summary>Brings roles, databases and schema to this build's version; returns the scripts applied.</summary>
    /// <exception cref="ServerSettingsException">The connection string names no user that may do so.</exception>
    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation = default) => _admin is null
        ? throw new ServerSettingsException("To migrate, ConnectionStrings__Platform must name a user that may create roles and databases.")
        : new Migrator(Key).MigrateAsync(_admin, _directory, _data.ToDictionary(d => d, StringComparer.Ordinal), cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Databases.DisposeAsync();
        if (Embedded is not null)
            await Embedded.DisposeAsync();
    }

    private static async Task<DatabaseServer> GivenAsync(string given, ServerSettings settings, CancellationToken cancellation)
    {
        var admin = Administrator(given);
        var key = KeyFile.Find(settings);
        // A second key would change the passwords under the first one's nodes: only a new installation gets one.
        if (key is null && admin is not null && !await HasRolesAsync(admin, cancellation))
            key = KeyFile.ReadOrCreate(settings);
        return key is null
            ? throw new ServerSettingsException("Set PLATFORM_KEY to the installation's key (a new one: openssl rand -base64 32).")
            : new DatabaseServer(key, embedded: null, admin, Directory(given), settings);
    }

    // The databases named may not exist yet; the one that every server has does.
    private static string? Administrator(string given)
    {
        var builder = new NpgsqlConnectionStringBuilder(given) { Database = "postgres" };
        return builder.Username is null ? null : builder.ConnectionString;
    }

    private static string Directory(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (builder.Database is null or "postgres")
            builder.Database = ServerSettings.DefaultDirectory;
        return builder.ConnectionString;
    }

    private static async Task<bool> HasRolesAsync(string admin, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Pooling = false });
        await using var command = source.CreateCommand("select exists (select from pg_roles where rolname = $1)");
        command.Parameters.Add(new() { Value = PlatformKey.RoleName(DatabaseRole.Tenant) });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
