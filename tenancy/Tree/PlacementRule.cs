namespace Tenancy.Tree;

/// <summary>Which data database a new jurisdiction is placed on where the file does not say.</summary>
/// <remarks>A placement is chosen once: to move a tenant's rows is a work of its own.</remarks>
public abstract record PlacementRule
{
    private PlacementRule()
    {
    }

    /// <summary>Chooses for a new jurisdiction, given its parent's placement (null for a root) and how many of its level came before it.</summary>
    public abstract string For(TreeNode node, string? parent, int before);

    /// <summary>Everything on one database.</summary>
    /// <param name="Database">The placement's name.</param>
    public sealed record OnOne(string Database) : PlacementRule
    {
        /// <inheritdoc/>
        public override string For(TreeNode node, string? parent, int before) => Database;
    }

    /// <summary>The cities dealt out over databases in turn, each with all that is below it; the rest as its parent, a root on the first.</summary>
    /// <param name="Databases">Names of placements, at least one.</param>
    public sealed record ByCity(IReadOnlyList<string> Databases) : PlacementRule
    {
        /// <inheritdoc/>
        public override string For(TreeNode node, string? parent, int before) =>
            node.Level == Level.City || parent is null ? Databases[before % Databases.Count] : parent;
    }
}
