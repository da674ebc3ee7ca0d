namespace Tenancy.Tree;

/// <summary>Compares a file with the tree as it is: pure.</summary>
/// <remarks>What the file does not mention stays as it is: a file may hold one branch.</remarks>
public static class TreePlan
{
    /// <summary>Time zone of a root that names none (China has one).</summary>
    public const string DefaultZone = "Asia/Shanghai";

    /// <summary>The changes that make the tree as the file has it, parents before children; the branch below <paramref name="under"/>, or a root when null.</summary>
    public static (IReadOnlyList<TreeChange> Changes, IReadOnlyList<TreeFault> Faults) Compare(
        JurisdictionTree tree, TreeNode root, string? under, PlacementRule rule, IReadOnlySet<string> databases)
    {
        var faults = new List<TreeFault>();
        var changes = new List<TreeChange>();
        var planned = new Dictionary<string, TreeChange>(StringComparer.Ordinal);
        var counts = new Dictionary<Level, int>();
        foreach (var (node, parent) in root.Walk())
        {
            var parentKey = parent?.Key ?? under;
            var before = counts.GetValueOrDefault(node.Level);
            counts[node.Level] = before + 1;
            var change = Plan(tree, node, parentKey, Above(tree, planned, parentKey), rule, before);
            planned[node.Key] = change;
            if (change.Kind != TreeChangeKind.None)
                changes.Add(change);
            if (!databases.Contains(change.Placement))
                faults.Add(new TreeFault("placement-unknown", node.Key, $"There is no data database {change.Placement}; there are {string.Join(", ", databases.Order(StringComparer.Ordinal))}."));
            if (tree.TryFind(node.Key, out var existing) && node.Placement is { } asked && asked != existing.Database)
                faults.Add(new TreeFault("placement-fixed", node.Key, $"Its rows are on {existing.Database}; a load does not move them."));
        }

        if (under is not null && !tree.TryFind(under, out _))
            faults.Add(new TreeFault("parent-unknown", under, "There is no such jurisdiction to load below."));
        else if (under is not null && tree.TryFind(under, out var place) && !TreeFile.StandsBelow(root.Level, place.Level))
            faults.Add(new TreeFault("level-order", root.Key, $"A {root.Level} does not stand below a {place.Level}."));
        faults.AddRange(planned.Keys.Where(key => GoesInCircles(tree, planned, key))
            .Select(key => new TreeFault("circle", key, "It would stand below itself.")));
        return (changes, faults);
    }

    private static TreeChange Plan(JurisdictionTree tree, TreeNode node, string? parent, (string Zone, string? Placement) above, PlacementRule rule, int before)
    {
        if (!tree.TryFind(node.Key, out var existing))
        {
            return new TreeChange(
                TreeChangeKind.Created, node.Key, node.Code, node.Name, node.Level, parent,
                node.Zone ?? above.Zone, node.Placement ?? rule.For(node, above.Placement, before));
        }

        var zone = node.Zone ?? existing.Zone;
        var formerParent = existing.Parent is { } id ? tree[id].Key : null;
        var kind = (existing.Name != node.Name || existing.Code != node.Code ? TreeChangeKind.Renamed : TreeChangeKind.None)
            | (formerParent != parent ? TreeChangeKind.Moved : TreeChangeKind.None)
            | (existing.Level != node.Level || existing.Zone != zone ? TreeChangeKind.Altered : TreeChangeKind.None);
        return new TreeChange(kind, node.Key, node.Code, node.Name, node.Level, parent, zone, existing.Database);
    }

    private static (string Zone, string? Placement) Above(JurisdictionTree tree, Dictionary<string, TreeChange> planned, string? parent) =>
        parent is null ? (DefaultZone, null)
        : planned.TryGetValue(parent, out var change) ? (change.Zone, change.Placement)
        : tree.TryFind(parent, out var existing) ? (existing.Zone, existing.Database)
        : (DefaultZone, null);

    private static bool GoesInCircles(JurisdictionTree tree, Dictionary<string, TreeChange> planned, string key)
    {
        var steps = 0;
        for (string? at = key; at is not null; at = ParentOf(tree, planned, at))
        {
            if (++steps > planned.Count + tree.All.Count)
                return true;
        }

        return false;
    }

    private static string? ParentOf(JurisdictionTree tree, Dictionary<string, TreeChange> planned, string key) =>
        planned.TryGetValue(key, out var change) ? change.Parent
        : tree.TryFind(key, out var existing) && existing.Parent is { } parent ? tree[parent].Key
        : null;
}
