using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>The items of a catalogue counted by department, kind and state, so that every filter can say how much it would leave.</summary>
/// <param name="cells">One for each combination that occurs.</param>
public sealed class CatalogueTally(IReadOnlyList<CatalogueTally.Cell> cells)
{
    /// <summary>So many items have all this in common; an item may be in force and being written at once.</summary>
    public sealed record Cell(
        string Department, ItemKind Kind, bool InForce, bool BeingWritten, bool Incomplete, bool Retired, bool Coming, long Count);

    /// <summary>How many items a filter lets through, its words aside: by them the cells were counted.</summary>
    public long Count(CatalogueFilter filter) => cells
        .Where(cell => (filter.Department is null || cell.Department == filter.Department)
            && (filter.Kind is null || cell.Kind == filter.Kind)
            && (filter.State is not { } state || IsIn(cell, state)))
        .Sum(cell => cell.Count);

    private static bool IsIn(Cell cell, CatalogueState state) => state switch
    {
        CatalogueState.InForce => cell.InForce,
        CatalogueState.BeingWritten => cell.BeingWritten,
        CatalogueState.Incomplete => cell.Incomplete,
        CatalogueState.Retired => cell.Retired,
        _ => cell.Coming,
    };
}
