namespace Tenancy.Tree;

/// <summary>A jurisdiction as a tree file describes it, with what stands below it.</summary>
/// <param name="Key">Its key; unique in the file.</param>
/// <param name="Code">Division code.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Level">Where it stands.</param>
/// <param name="Zone">IANA time zone; null to have its parent's.</param>
/// <param name="Placement">Name of the data database for it and what is below it; null to have its parent's or the rule's.</param>
/// <param name="Children">What stands directly below it.</param>
public sealed record TreeNode(
    string Key, string Code, string Name, Level Level, string? Zone, string? Placement, IReadOnlyList<TreeNode> Children)
{
    /// <summary>Itself and everything below it, parents before children, with each one's parent in the file.</summary>
    public IEnumerable<(TreeNode Node, TreeNode? Parent)> Walk()
    {
        var open = new Stack<(TreeNode, TreeNode?)>([(this, null)]);
        while (open.TryPop(out var at))
        {
            yield return at;
            foreach (var child in at.Item1.Children.Reverse())
                open.Push((child, at.Item1));
        }
    }
}
