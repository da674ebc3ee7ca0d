using Tenancy.Tree;

namespace Web.Tree;

/// <summary>What loading a tree file changed, by keys.</summary>
/// <param name="Created">New jurisdictions.</param>
/// <param name="Renamed">Those with a new name or code.</param>
/// <param name="Moved">Those with a new parent.</param>
/// <param name="Altered">Those with a new level or time zone.</param>
internal sealed record LoadAnswer(
    IReadOnlyList<string> Created, IReadOnlyList<string> Renamed, IReadOnlyList<string> Moved, IReadOnlyList<string> Altered)
{
    public static LoadAnswer Of(TreeLoad load) =>
        new(Keys(load, TreeChangeKind.Created), Keys(load, TreeChangeKind.Renamed), Keys(load, TreeChangeKind.Moved), Keys(load, TreeChangeKind.Altered));

    private static string[] Keys(TreeLoad load, TreeChangeKind kind) => [.. load.Changes.Where(c => c.Kind.HasFlag(kind)).Select(c => c.Key)];
}
