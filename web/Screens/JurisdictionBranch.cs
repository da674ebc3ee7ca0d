using Tenancy;

namespace Web.Screens;

/// <summary>A jurisdiction in the switcher's tree with what stands below it.</summary>
/// <param name="Here">The jurisdiction.</param>
/// <param name="Children">The jurisdictions below it, by code.</param>
/// <param name="Open">Whether it is unfolded: it is, or stands above, the jurisdiction shown now.</param>
public sealed record JurisdictionBranch(Jurisdiction Here, IReadOnlyList<JurisdictionBranch> Children, bool Open)
{
    /// <summary>The tree from a root downward, unfolded along the way to a jurisdiction.</summary>
    public static JurisdictionBranch Of(JurisdictionTree tree, Jurisdiction root, Jurisdiction shown) => new(
        root,
        [.. tree.ChildrenOf(root.Id).OrderBy(child => child.Code, StringComparer.Ordinal).Select(child => Of(tree, child, shown))],
        tree.IsWithin(shown.Id, root.Id));
}
