using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Tenancy.Accounts;
using Tenancy.Isolation;

namespace Tenancy.Tree;

/// <summary>Loads a tree file into the directory, and makes room for the new tenants in their data databases.</summary>
/// <remarks>Loading the same file again changes nothing; a load that was cut short is completed by loading again.</remarks>
public sealed class TreeLoader(Sessions sessions, Jurisdictions jurisdictions, Databases databases)
{
    private const string Apply = "select app.load_tree(@actor, @session, @version, @changes::jsonb, @day)";

    private const string Register = "select app.register_tenant()";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Loads <paramref name="root"/> as a root of its own or, when <paramref name="under"/> is a key, as a branch below it.</summary>
    /// <param name="root">What to load.</param>
    /// <param name="day">First day on which new names and parents hold.</param>
    /// <param name="actor">Whose session asks; null for the operator, who may load a root that has no account yet.</param>
    /// <param name="rule">Where new jurisdictions are placed that the file does not place; null to deal the cities out over all databases.</param>
    /// <param name="under">Key of the jurisdiction to load below; null to keep the root where it stands, or to make it a new root.</param>
    /// <param name="cancellation">Stops before the change is made, or between registering its tenants.</param>
    public async Task<TreeLoad> LoadAsync(
        TreeNode root, DateOnly day, Actor? actor = null, PlacementRule? rule = null, string? under = null, CancellationToken cancellation = default)
    {
        await jurisdictions.RefreshAsync(cancellation);
        var tree = jurisdictions.Tree;
        if (under is null && tree.TryFind(root.Key, out var standing) && standing.Parent is { } parent)
            under = tree[parent].Key;
        var places = databases.DataDatabases.ToHashSet(StringComparer.Ordinal);
        var (changes, faults) = TreePlan.Compare(tree, root, under, rule ?? new PlacementRule.ByCity([.. places.Order(StringComparer.Ordinal)]), places);
        if (faults.Count > 0)
            return new TreeLoad([], faults);
        if (changes.Count > 0 && await ApplyAsync(actor, tree.Version, changes, day, cancellation) is { } refusal)
            return new TreeLoad([], [refusal]);
        await jurisdictions.RefreshAsync(cancellation);
        foreach (var (node, _) in root.Walk())
            await RegisterAsync(node.Key, cancellation);
        return new TreeLoad(changes, []);
    }

    private async Task<TreeFault?> ApplyAsync(Actor? actor, long version, IReadOnlyList<TreeChange> changes, DateOnly day, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(Databases.Directory, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var outcome = await connection.ExecuteScalarAsync<string>(new CommandDefinition(
            Apply,
            new
            {
                actor = actor?.Tenant.Value,
                session = actor?.Session.Value,
                version,
                changes = JsonSerializer.Serialize(changes.Select(Row), Json),
                day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            cancellationToken: cancellation));
        if (outcome != "ok")
            return new TreeFault(outcome!, changes[0].Key, Words(outcome!));
        await session.CommitAsync(cancellation);
        return null;
    }

    private static object Row(TreeChange change) => new
    {
        change.Key,
        change.Code,
        change.Name,
        Level = (int)change.Level,
        change.Parent,
        change.Zone,
        change.Placement,
        Created = change.Kind.HasFlag(TreeChangeKind.Created),
    };

    private static string Words(string outcome) => outcome switch
    {
        "tree-changed" => "The tree was changed meanwhile; load again.",
        _ => "The caller administers neither this jurisdiction nor one above it.",
    };

    private async Task RegisterAsync(string key, CancellationToken cancellation)
    {
        if (!jurisdictions.Tree.TryFind(key, out var jurisdiction))
            return;
        await using var session = await sessions.OpenAsync(jurisdiction.Id, cancellation);
        await session.CommitAsync([new Npgsql.NpgsqlBatchCommand(Register)], cancellation);
    }
}
