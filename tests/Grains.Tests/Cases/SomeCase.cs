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
        from amount in Gen.Elements<decimal?>(null, 5m, 19.99m, -3m)
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
        from source in Gen.Frequency((9, Gen.Constant(CaseSource.Interface)), (1, Gen.Constant(CaseSource.History)))
        from item in Gen.Frequency((9, Gen.Constant(Permit.Item.Code)), (1, Gen.Constant("330802-traffic-01-002")))
        select new CaseFact("", "办件1", item, kind, Origin.AddHours(12 * slot), step, post, null, details, source);

    /// <summary>No limit of its own, an ordinary one, and such as run out between the facts or at the very instant of one.</summary>
    /// <remarks>None of 0 hours: no item with such a limit is published (<see cref="Grains.Catalogue.Completeness"/>).</remarks>
    private static Gen<Limit?> Accept { get; } = Gen.Elements<Limit?>(
        null, Limit.WorkingDays(3), Limit.WorkingDays(0), Limit.CalendarDays(1), Limit.Hours(36), Limit.Hours(12), Limit.Hours(1));

    /// <summary>Up to 24 facts within some weeks, in order of arrival, every one with an id of its own.</summary>
    public static Arbitrary<Arrival> Arrivals { get; } = Gen.Choose(1, 24)
        .SelectMany(count => Fact.ListOf(count))
        .Select(facts => facts.Select((fact, i) => new RecordedFact(fact with { EventId = $"e{i}" }, i + 1, fact.OccurredAt.AddHours(37 * i % 240), i % 3)).ToArray())
        .SelectMany(facts => Gen.Shuffle(facts).Select(other => (facts, other)))
        .SelectMany(both => Gen.Choose(0, 90).SelectMany(days => Accept.Select(accept => new Arrival(
            both.facts, Renumbered(both.other), Origin.AddDays(days), Permit.Inspected with { Limits = Permit.Inspected.Limits with { Accept = accept } }))))
        .ToArbitrary();

    private static RecordedFact[] Renumbered(RecordedFact[] facts) => [.. facts.Select((fact, i) => fact with { N = i + 1 })];
}
