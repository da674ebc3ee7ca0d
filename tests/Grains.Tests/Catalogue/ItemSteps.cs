using Grains.Catalogue;
using Xunit;

namespace Grains.Tests.Catalogue;

/// <summary>The steps of an item's life, taken one after the other.</summary>
internal static class ItemSteps
{
    internal static readonly DateOnly Today = new(2026, 11, 21);

    internal static readonly DateOnly NextYear = new(2027, 1, 1);

    internal static ItemState After(params ItemCommand[] commands) => commands.Aggregate(ItemState.None, Apply);

    internal static ItemState Apply(ItemState state, ItemCommand command)
    {
        var decision = ItemLife.Decide(state, command);
        Assert.Null(decision.Refusal);
        return decision.Events.Aggregate(state, ItemLife.Evolve);
    }

    internal static ItemCommand[] Publication(ItemContent content, DateOnly from) =>
    [
        new ItemCommand.Draft(content), new ItemCommand.Check(), new ItemCommand.Settle("签字〔2026〕1号"),
        new ItemCommand.Review(ReviewOffice.LegalAffairs, "法审〔2026〕7号"), new ItemCommand.Publish(from, Today),
    ];

    internal static string? Refused(ItemState state, ItemCommand command, bool vertical = false) =>
        ItemLife.Decide(state, command, vertical).Refusal?.Code;
}
