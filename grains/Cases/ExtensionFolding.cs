namespace Grains.Cases;

/// <summary>How the limit for deciding is extended. Two systems may each tell the same extension, by clocks of their own.</summary>
internal static class ExtensionFolding
{
    public static void Extend(this CaseState next, RecordedFact recorded)
    {
        var (fact, details) = (recorded.Fact, recorded.Fact.Details);
        var extension = new Extension(
            fact.EventId, fact.OccurredAt, DaysOf(fact), details.Approver.IsTold(), details.Reason.IsTold(), details.NoticeProof.IsTold(),
            next.RecordedAt(recorded), next.ToldAt(recorded), Tellers.None.With(fact.Source));
        next.Extensions = next.ExtensionToldBefore(fact) is var known and >= 0
            ? next.Extensions.SetItem(known, next.Extensions[known].ToldAgain(extension))
            : next.Extensions.Add(extension);
    }

    /// <summary>
    /// Place of the extension that this tells again, by as many days or without saying by how many: at the same instant, or, where
    /// that one stands, once by another way within a day; −1 where it is another.
    /// </summary>
    public static int ExtensionToldBefore(this CaseState state, CaseFact fact)
    {
        var (known, days) = (-1, DaysOf(fact));
        for (var i = 0; i < state.Extensions.Length; i++)
        {
            var one = state.Extensions[i];
            if (one.At == fact.OccurredAt && (one.Days == days || one.Days == 0 || days == 0))
                return i;
            if (one is { Approved: true, Days: > 0 } && (one.Days == days || days == 0) && !one.ToldBy.Has(fact.Source)
                && Tellers.IsWithinADay(one.At, fact.OccurredAt))
            {
                known = i;
            }
        }

        return known;
    }

    private static int DaysOf(CaseFact fact) => Math.Max(fact.Details.Days ?? 0, 0);

    /// <summary>
    /// Of two tellings the earlier counts, unless the one that came first tells of an earlier instant than two clocks can differ by;
    /// what is told again at the same instant completes it.
    /// </summary>
    private static Extension ToldAgain(this Extension extension, Extension again)
    {
        var first = extension.ToldAt is null || extension.ToldAt <= again.ToldAt || !Tellers.IsNear(extension.At, again.At) ? extension : again;
        var told = extension with { ToldBy = extension.ToldBy.And(again.ToldBy), RecordedAt = first.RecordedAt, ToldAt = first.ToldAt };
        return again.At != extension.At ? told : told with
        {
            Days = Math.Max(extension.Days, again.Days),
            Approved = extension.Approved || again.Approved,
            ReasonTold = extension.ReasonTold || again.ReasonTold,
            ApplicantTold = extension.ApplicantTold || again.ApplicantTold,
        };
    }
}
