using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>What became of an order.</summary>
/// <param name="Code">Code of the item.</param>
/// <param name="State">The item after it; as it was before where the order was refused.</param>
/// <param name="Changed">Something happened.</param>
/// <param name="Refusal">Why one of its commands was refused, so that nothing happened; null = none was.</param>
public sealed record ItemOutcome(string Code, ItemState State, bool Changed, ItemRefusal? Refusal);
