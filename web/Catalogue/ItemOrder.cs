using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>What somebody wants done with one item: commands in order, carried out all or, where one is refused, not at all.</summary>
/// <param name="Code">Code of the item.</param>
/// <param name="Commands">The commands, given what the database knows.</param>
public sealed record ItemOrder(string Code, Func<ItemOrder.Ground, IEnumerable<ItemCommand>> Commands)
{
    /// <summary>What the database knows when an order is carried out.</summary>
    /// <param name="Today">Today in the jurisdiction's zone, by the database's clock.</param>
    /// <param name="State">The item as it is.</param>
    /// <param name="IsVertical">Whether the department with a code is vertically managed.</param>
    public readonly record struct Ground(DateOnly Today, ItemState State, Func<string, bool> IsVertical);

    /// <summary>An order of one command.</summary>
    public static ItemOrder Of(string code, ItemCommand command) => new(code, _ => [command]);
}
