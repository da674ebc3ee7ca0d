using Grains.Cases;
using Grains.Catalogue;

namespace Grains.Tests.Cases;

/// <summary>Facts in one order of arrival and in another, an instant at which to judge, and the item to judge by.</summary>
internal sealed record Arrival(RecordedFact[] Facts, RecordedFact[] Shuffled, DateTimeOffset Now, ItemVersion Item)
{
    public override string ToString() => $"""

        at {Now:MM-dd HH:mm}, to be accepted within {Item.Limits.Accept}
        {string.Join('\n', Facts.OrderBy(fact => fact, CaseOrder.Instance).Select(Text))}
        arriving {string.Join(' ', Shuffled.Select(fact => fact.Fact.EventId))}
        """;

    private static string Text(RecordedFact fact) =>
        $"{fact.Fact.OccurredAt:MM-dd HH:mm} {fact.Fact.EventId} {fact.Fact.Kind} {fact.Fact.Step} {fact.Fact.Source} applied {fact.Fact.Details.AppliedAt:MM-dd} closed {fact.Fact.Details.ClosedAt:MM-dd} promised {fact.Fact.Details.PromisedClosingTime:MM-dd} type {fact.Fact.Details.CaseType} green {fact.Fact.Details.GreenChannel}";
}
