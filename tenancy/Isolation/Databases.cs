using System.Collections.Concurrent;
using Npgsql;

namespace Tenancy.Isolation;

/// <summary>The connection pools: one for each database and role, nowhere else to be had.</summary>
public sealed class Databases : IAsyncDisposable
{
    /// <summary>Name under which the directory database is known here; data databases go by their placement's name.</summary>
    public const string Directory = "directory";

    private readonly PlatformKey _key;
    private readonly ConcurrentDictionary<string, string> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Database, DatabaseRole Role), NpgsqlDataSource> _pools = new();

    /// <summary>Knows the directory database; data databases are added as their placements become known.</summary>
    /// <param name="key">The installation's key.</param>
    /// <param name="directory">Connection string of the directory database; user and password in it are not used here.</param>
    public Databases(PlatformKey key, string directory)
    {
        _key = key;
        _connections[Directory] = directory;
    }

    /// <summary>The installation's key.</summary>
    internal PlatformKey Key => _key;

    /// <summary>Names of the data databases known so far.</summary>
    public IEnumerable<string> DataDatabases => _connections.Keys.Where(name => name != Directory).Order(StringComparer.Ordinal);

    /// <summary>Makes a data database known. The same name with another address replaces the pools.</summary>
    public void Place(string name, string connection)
    {
        if (_connections.TryGetValue(name, out var known) && known == connection)
            return;
        _connections[name] = connection;
        foreach (var pool in _pools.Keys.Where(k => k.Database == name).ToArray())
        {
            if (_pools.TryRemove(pool, out var old))
                old.Clear();
        }
    }

    /// <summary>The address of a placement: what it says itself over what the directory's address says.</summary>
    /// <remarks>A placement on the directory's own server is just <c>Database=…</c>, so that the server may change its port.</remarks>
    public string Resolve(string placement)
    {
        var resolved = new NpgsqlConnectionStringBuilder(_connections[Directory]);
        foreach (var (keyword, value) in new NpgsqlConnectionStringBuilder(placement))
            resolved[keyword] = value;
        return resolved.ConnectionString;
    }

    /// <summary>The pool of one role on one database.</summary>
    internal NpgsqlDataSource Pool(string database, DatabaseRole role) =>
        _pools.GetOrAdd((database, role), static (at, self) => self.Build(at.Database, at.Role), this);

    /// <summary>The connection string of a role: for the one direct listening connection that pooling cannot serve.</summary>
    internal string ConnectionString(string database, DatabaseRole role) => new NpgsqlConnectionStringBuilder(_connections[database])
    {
        Username = PlatformKey.RoleName(role),
        Password = _key.PasswordOf(role),
        ApplicationName = PlatformKey.RoleName(role),
        MaxPoolSize = role == DatabaseRole.Tenant ? 40 : 16,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        Timeout = 10,
        // The journal's sessions set nothing beyond their transaction; to reset them would only cost the next one time.
        NoResetOnClose = role == DatabaseRole.Journal,
        // A journal statement has one shape and no skew worth a custom plan (perf: 15-25 % for small batches).
        Options = role == DatabaseRole.Journal ? "-c plan_cache_mode=force_generic_plan" : null,
    }.ConnectionString;

    /// <summary>Closes the connections that lie idle in the pools: a server that was started again knows none of them.</summary>
    public void ForgetConnections()
    {
        foreach (var pool in _pools.Values)
            pool.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var pool in _pools.Values)
            await pool.DisposeAsync();
        _pools.Clear();
    }

    private NpgsqlDataSource Build(string database, DatabaseRole role) =>
        new NpgsqlDataSourceBuilder(ConnectionString(database, role)).Build();
}
