using Grains.Cases;
using Grains.Catalogue;

namespace Grains.Tests.Cases;

/// <summary>Facts in one order of arrival and in another, each recorded as it arrived; an instant at which to judge, and the item to judge by.</summary>
internal sealed record Arrival(RecordedFact[] Facts, RecordedFact[] Shuffled, DateTimeOffset Now, ItemVersion Item)
{
    public override string ToString() => $"""

        at {Now:MM-dd HH:mm}, to be accepted within {Item.Limits.Accept}
        {string.Join('\n', Facts.OrderBy(fact => fact, CaseOrder.Instance).Select(Text))}
        arriving {Told(Facts)}
        arriving {Told(Shuffled)}
        """;

    private static string Told(RecordedFact[] facts) => string.Join(' ', facts.Select(fact => $"{fact.Fact.EventId} ({fact.RecordedAt:MM-dd HH:mm})"));

    private static string Text(RecordedFact fact) =>
        $"{fact.Fact.OccurredAt:MM-dd HH:mm} {fact.Fact.EventId} {fact.Fact.Kind} {fact.Fact.Step} {fact.Fact.Source} {fact.Fact.Details.Ground} {fact.Fact.Details.Days} by {fact.Fact.Details.Approver} applied {fact.Fact.Details.AppliedAt:MM-dd} closed {fact.Fact.Details.ClosedAt:MM-dd} promised {fact.Fact.Details.PromisedClosingTime:MM-dd} type {fact.Fact.Details.CaseType} green {fact.Fact.Details.GreenChannel}";
}
