using Dapper;
using Tenancy.Isolation;

namespace Tenancy;

/// <summary>The tree as this process knows it, read from the directory database, and the data databases it names.</summary>
public sealed class Jurisdictions(Databases databases)
{
    private const string ReadTree = """
        select id, key, code, name, level, parent, zone, placement from jurisdiction order by id
        """;

    private const string ReadPlacements = "select name, connection from placement";

    private const string ReadVersion = "select version from tree_version";

    /// <summary>The tree at the version last read; empty before the first read.</summary>
    public JurisdictionTree Tree { get; private set; } = new([]);

    /// <summary>Reads the tree again if it has changed; returns whether it had.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellation = default)
    {
        await using var session = await TenantSession.OpenAsync(databases, Databases.Directory, DatabaseRole.Silo, [], cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var version = await connection.QuerySingleOrDefaultAsync<long>(new CommandDefinition(ReadVersion, cancellationToken: cancellation));
        if (version == Tree.Version && Tree.All.Count > 0)
            return false;
        foreach (var (name, address) in await connection.QueryAsync<(string, string)>(new CommandDefinition(ReadPlacements, cancellationToken: cancellation)))
            databases.Place(name, databases.Resolve(address));
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ReadTree, cancellationToken: cancellation));
        Tree = new JurisdictionTree(rows.Select(r => r.ToJurisdiction()), version);
        return true;
    }

    private sealed record Row(int Id, string Key, string Code, string Name, short Level, int? Parent, string Zone, string Placement)
    {
        public Jurisdiction ToJurisdiction() => new(
            new(Id), Key, Code, Name, (Level)Level, Parent is { } parent ? new TenantId(parent) : null, Zone, Placement);
    }
}
