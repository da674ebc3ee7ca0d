using Dapper;
using Tenancy.Isolation;

namespace Tenancy.Hosting;

/// <summary>Whether the databases have every migration that this build brings.</summary>
public sealed class SchemaVersion(Sessions sessions, Databases databases)
{
    private const string ReadApplied = "select name from migration";

    /// <summary>The migrations that are missing, <c>database/script</c>, over the directory and every known data database.</summary>
    /// <remarks>What a newer version has applied beyond ours is none of our business: old and new run side by side.</remarks>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellation = default)
    {
        var missing = new List<string>();
        foreach (var database in databases.DataDatabases.Prepend(Databases.Directory))
        {
            await using var session = await sessions.OpenSiloAsync(database, cancellation);
            var connection = await session.ConnectAsync(cancellation);
            var applied = await connection.QueryAsync<string>(new CommandDefinition(ReadApplied, cancellationToken: cancellation));
            var kind = database == Databases.Directory ? "Directory" : "Data";
            missing.AddRange(Migrator.ScriptsOf(kind).Select(s => s.Name).Except(applied).Select(name => $"{database}/{name}"));
        }

        return missing;
    }
}
