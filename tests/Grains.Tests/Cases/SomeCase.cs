using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;
using Grains.Clocks;

namespace Grains.Tests.Cases;

/// <summary>Any history of a case, lawful or absurd: every kind of event in any order, many at the same instant.</summary>
internal static class SomeCase
{
    private static readonly CaseEventKind[] Kinds = [.. Enum.GetValues<CaseEventKind>().Where(kind => kind != CaseEventKind.DeemedAccepted && (byte)kind < 40)];

    private static readonly DateTimeOffset Origin = Story.Local("2026-03-02 09:00");

    private static Gen<CaseDetails> Details { get; } =
        from ground in Gen.Elements("hearing", "inspection", "exam", null)
        from days in Gen.Elements<int?>(null, 0, 3, 10, 3650)
        from proof in Gen.Elements("1号", null)
        from result in Gen.Elements("passed", "failed", "待定", null)
        from approver in Gen.Elements("head", null)
        from reason in Gen.Elements("理由", null)
        from fee in Gen.Elements("F1", "F2", null)
        from amount in Gen.Elements<decimal?>(null, 5m, 19.99m, -3m, 25.00m, 0.0m, 7.50m)
        from prerequisite in Gen.Elements("P1", "P2")
        from corrects in Gen.Choose(0, 24)
        from extra in Gen.Choose(0, 20)
        from type in Gen.Elements(CaseType.Immediate, CaseType.Promised, CaseType.Joint, CaseType.ReportedUp)
        select new CaseDetails
        {
            Ground = ground, ExpectedDays = days, Days = days, NoticeProof = proof, Result = result, Approver = approver, Reason = reason,
            Remedies = reason, FeeType = "fee", FeeItem = fee, Amount = amount, Prerequisites = [prerequisite], Corrects = $"e{corrects}",
            PromisedClosingTime = extra == 1 ? Origin.AddDays(days ?? 1) : null, AppliedAt = extra == 2 ? Origin.AddDays(-1) : null,
            ClosedAt = extra == 3 ? Origin.AddDays(20) : null, CaseType = extra is > 3 and < 8 ? type : null, GreenChannel = extra is 8 or 9 ? extra == 9 : null,
        };

    private static Gen<CaseFact> Fact { get; } =
        from kind in Gen.Elements(Kinds)
        from slot in Gen.Choose(0, 60)
        from step in Gen.Elements("window", "review", "survey", "decide", "certificate", "banquet")
        from post in Gen.Elements("clerk", "officer", "head", null)
        from details in Gen.OneOf(Gen.Constant(CaseDetails.None), Details)
        from source in Gen.Frequency((7, Gen.Constant(CaseSource.Interface)), (2, Gen.Constant(CaseSource.Hall)), (1, Gen.Constant(CaseSource.History)))
        from item in Gen.Frequency((9, Gen.Constant(Permit.Item.Code)), (1, Gen.Constant("330802-traffic-01-002")))
        select new CaseFact("", "办件1", item, kind, Origin.AddHours(12 * slot), step, post, null, details, source);

    /// <summary>No limit of its own, an ordinary one, and such as run out between the facts or at the very instant of one.</summary>
    /// <remarks>None of 0 hours: no item with such a limit is published (<see cref="Grains.Catalogue.Completeness"/>).</remarks>
    private static Gen<Limit?> Accept { get; } = Gen.Elements<Limit?>(
        null, Limit.WorkingDays(3), Limit.WorkingDays(0), Limit.CalendarDays(1), Limit.Hours(36), Limit.Hours(12), Limit.Hours(1));

    /// <summary>How long after it happened, in hours, a fact is told: mostly at once, sometimes days later.</summary>
    private static Gen<int> Lag { get; } = Gen.Frequency(
        (5, Gen.Constant(0)), (3, Gen.Choose(0, 20)), (2, Gen.Choose(0, 15 * 24)), (1, Gen.Choose(0, 70 * 24)));

    /// <summary>Up to 24 facts within some weeks, every one with an id of its own, in two orders of arrival, recorded as they arrive.</summary>
    public static Arbitrary<Arrival> Arrivals { get; } = Of(Fact);

    /// <summary>The same with little else than pauses, extensions and decisions: what moves deadlines, and what ends them.</summary>
    public static Arbitrary<Arrival> Moves { get; } = Of(
        from fact in Fact
        from kind in Gen.Frequency(
            (3, Gen.Constant(CaseEventKind.Suspended)), (3, Gen.Constant(CaseEventKind.Resumed)), (2, Gen.Constant(CaseEventKind.Extended)),
            (1, Gen.Elements(CaseEventKind.Accepted, CaseEventKind.NotAccepted, CaseEventKind.Approved, CaseEventKind.Submitted)))
        from details in Details
        from ground in Gen.Elements("hearing", "inspection", "exam")
        from approver in Gen.Elements("head", "head", "head", null)
        select fact with { Kind = kind, Source = fact.Source == CaseSource.History ? CaseSource.Interface : fact.Source, Details = details with { Ground = ground, Approver = approver, Days = details.Days ?? 1 } });

    /// <summary>The same with little else than how an application comes in and is answered.</summary>
    public static Arbitrary<Arrival> Intakes { get; } = Of(
        from fact in Fact
        from kind in Gen.Frequency(
            (3, Gen.Constant(CaseEventKind.Submitted)), (3, Gen.Elements(CaseEventKind.SupplementRequested, CaseEventKind.SupplementReceived)),
            (2, Gen.Constant(CaseEventKind.Accepted)), (1, Gen.Elements(CaseEventKind.NotAccepted, CaseEventKind.Approved, CaseEventKind.Suspended, CaseEventKind.Withdrawn)))
        select fact with { Kind = kind });

    private static Arbitrary<Arrival> Of(Gen<CaseFact> fact) => (
        from count in Gen.Choose(1, 24)
        from told in fact.ListOf(count)
        let facts = told.Select((one, i) => new RecordedFact(one with { EventId = $"e{i}" }, 0, one.OccurredAt, i % 3)).ToArray()
        from one in Gen.Shuffle(facts)
        from other in Gen.Shuffle(facts)
        from lags in Lag.ListOf(count)
        from others in Lag.ListOf(count)
        from days in Gen.Choose(0, 90)
        from accept in Accept
        select new Arrival(
            Recorded(one, [.. lags]), Recorded(other, [.. others]), Origin.AddDays(days),
            Permit.Inspected with { Limits = Permit.Inspected.Limits with { Accept = accept } })).ToArbitrary();

    /// <summary>The facts as they come in one after the other, none before it happened; history is imported before the case goes on live.</summary>
    private static RecordedFact[] Recorded(RecordedFact[] facts, int[] lags)
    {
        facts = [.. facts.OrderBy(fact => fact.Fact.Source != CaseSource.History)];
        var (recorded, clock) = (new RecordedFact[facts.Length], DateTimeOffset.MinValue);
        for (var i = 0; i < facts.Length; i++)
        {
            var told = facts[i].Fact.OccurredAt.AddHours(lags[i]);
            clock = told > clock ? told : clock;
            recorded[i] = facts[i] with { N = i + 1, RecordedAt = clock, ToldAt = clock };
        }

        return recorded;
    }
}
