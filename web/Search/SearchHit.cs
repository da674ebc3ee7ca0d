namespace Web.Search;

/// <summary>Something that a search found.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Note">What tells it from its like; empty = nothing.</param>
/// <param name="Address">Where it leads.</param>
public sealed record SearchHit(string Label, string Note, string Address);

/// <summary>What a search found of one sort.</summary>
/// <param name="Sort"><c>cases</c>, <c>items</c>, <c>departments</c>, <c>jurisdictions</c>.</param>
/// <param name="Hits">The best first; at most <see cref="SearchReader.Most"/>.</param>
/// <param name="All">Where the list of all of them stands, when there are more; null = these are all, or there is no such list.</param>
public sealed record SearchGroup(string Sort, IReadOnlyList<SearchHit> Hits, string? All = null);
