namespace Web.Catalogue;

/// <summary>What became of orders that may bring departments with them.</summary>
/// <param name="Items">One outcome for each order, in order.</param>
/// <param name="Registered">Departments that were registered for items that were kept.</param>
public sealed record CatalogueOutcome(IReadOnlyList<ItemOutcome> Items, IReadOnlyList<DepartmentEntry> Registered);
