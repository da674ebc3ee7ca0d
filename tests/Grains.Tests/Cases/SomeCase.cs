using FsCheck;
using FsCheck.Fluent;
using Grains.Cases;

namespace Grains.Tests.Cases;

/// <summary>Any history of a case, lawful or absurd: every kind of event in any order, many at the same instant.</summary>
internal static class SomeCase
{
    private static readonly CaseEventKind[] Kinds = [.. Enum.GetValues<CaseEventKind>().Where(kind => kind != CaseEventKind.DeemedAccepted && (byte)kind < 40)];

    private static readonly DateTimeOffset Origin = Story.Local("2026-03-02 09:00");

    private static Gen<CaseDetails> Details { get; } =
        from ground in Gen.Elements("hearing", "inspection", "exam", null)
        from days in Gen.Elements<int?>(null, 0, 3, 10)
        from proof in Gen.Elements("1号", null)
        from result in Gen.Elements("passed", "failed", "待定", null)
        from approver in Gen.Elements("head", null)
        from reason in Gen.Elements("理由", null)
        from fee in Gen.Elements("F1", "F2", null)
        from amount in Gen.Elements<decimal?>(null, 5m, 19.99m, -3m)
        from prerequisite in Gen.Elements("P1", "P2")
        from corrects in Gen.Choose(0, 24)
        from extra in Gen.Choose(0, 40)
        select new CaseDetails
        {
            Ground = ground, ExpectedDays = days, Days = days, NoticeProof = proof, Result = result, Approver = approver, Reason = reason,
            Remedies = reason, FeeType = "fee", FeeItem = fee, Amount = amount, Prerequisites = [prerequisite], Corrects = $"e{corrects}",
            PromisedClosingTime = extra == 1 ? Origin.AddDays(days ?? 1) : null, AppliedAt = extra == 2 ? Origin.AddDays(-1) : null,
            ClosedAt = extra == 3 ? Origin.AddDays(20) : null, CaseType = extra is > 3 and < 8 ? CaseType.Joint : null, GreenChannel = extra == 9 ? true : null,
        };

    private static Gen<CaseFact> Fact { get; } =
        from kind in Gen.Elements(Kinds)
        from slot in Gen.Choose(0, 60)
        from step in Gen.Elements("window", "review", "survey", "decide", "certificate", "banquet")
        from post in Gen.Elements("clerk", "officer", "head", null)
        from details in Gen.OneOf(Gen.Constant(CaseDetails.None), Details)
        from source in Gen.Frequency((9, Gen.Constant(CaseSource.Interface)), (1, Gen.Constant(CaseSource.History)))
        select new CaseFact("", "办件1", Permit.Item.Code, kind, Origin.AddHours(12 * slot), step, post, null, details, source);

    /// <summary>Up to 24 facts within some weeks, in order of arrival, every one with an id of its own.</summary>
    public static Arbitrary<Arrival> Arrivals { get; } = Gen.Choose(1, 24)
        .SelectMany(count => Fact.ListOf(count))
        .Select(facts => facts.Select((fact, i) => new RecordedFact(fact with { EventId = $"e{i}" }, i + 1, Origin.AddDays(60), i % 3)).ToArray())
        .SelectMany(facts => Gen.Shuffle(facts).Select(other => (facts, other)))
        .SelectMany(both => Gen.Choose(0, 90).Select(days => new Arrival(both.facts, Renumbered(both.other), Origin.AddDays(days))))
        .ToArbitrary();

    private static RecordedFact[] Renumbered(RecordedFact[] facts) => [.. facts.Select((fact, i) => fact with { N = i + 1 })];
}
