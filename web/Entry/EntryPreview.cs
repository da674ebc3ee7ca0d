using System.Collections.Immutable;
using Grains.Cases;
using Grains.Rules;

namespace Web.Entry;

/// <summary>What a fact would bring about if it were recorded now: the faults that judging would newly find. Pure.</summary>
/// <remarks>Fold and judge are the journal's own; what spans a department's cases (batch entry, silent feeds) is not foretold.</remarks>
public static class EntryPreview
{
    /// <summary>The faults that the fact would add, the gravest first.</summary>
    public static ImmutableArray<Fault> Of(EntrySubject subject, CaseFact fact)
    {
        var facts = subject.Facts;
        var now = fact.OccurredAt > subject.Now ? fact.OccurredAt : subject.Now;
        var before = facts.IsEmpty ? [] : Faults(subject, Case.Fold(facts), now).Select(fault => fault.Key).ToHashSet(StringComparer.Ordinal);
        var after = Case.Fold([.. facts, new RecordedFact(fact, facts.Length + 1, subject.Now, null)]);
        return [.. Faults(subject, after, now).Where(fault => !before.Contains(fault.Key)).OrderByDescending(fault => fault.Colour)];
    }

    /// <summary>The same for an event of which nothing but kind and step is known: whatever else it needs is taken to be in order.</summary>
    public static ImmutableArray<Fault> Of(EntrySubject subject, CaseEventKind kind, string? step, string? post) =>
        Of(subject, Assumed(subject, kind, step, post));

    private static ImmutableArray<Fault> Faults(EntrySubject subject, CaseState state, DateTimeOffset now) =>
        CaseJudge.Judge(state, subject.JudgingOf(state, now)).Faults;

    private static CaseFact Assumed(EntrySubject subject, CaseEventKind kind, string? step, string? post)
    {
        const string there = "…";
        var fee = subject.Version.Fees is [var first, ..] ? first : null;
        var details = CaseDetails.None with
        {
            Reason = there,
            Remedies = there,
            NoticeProof = there,
            Approver = there,
            Ground = kind == CaseEventKind.Suspended ? "hearing" : null,
            ExpectedDays = kind == CaseEventKind.Suspended ? 30 : null,
            Result = kind is CaseEventKind.StepCompleted or CaseEventKind.Resumed ? "passed" : null,
            Days = kind == CaseEventKind.Extended ? 1 : null,
            FeeItem = kind == CaseEventKind.FeeCharged ? fee?.Code : null,
            FeeType = kind == CaseEventKind.FeeCharged ? "fee" : null,
            Amount = kind == CaseEventKind.FeeCharged && fee is not null ? 0 : null,
            Prerequisites = kind is CaseEventKind.Submitted or CaseEventKind.Accepted ? subject.Version.Prerequisites : [],
        };
        return new(there, subject.Number ?? there, subject.Item.Code, kind, subject.Now, step, post, null, details, subject.Source);
    }
}
