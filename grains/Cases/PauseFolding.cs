namespace Grains.Cases;

/// <summary>How pauses begin and end. Two systems may each tell the same, at the same instant or by clocks of their own.</summary>
internal static class PauseFolding
{
    /// <summary>Another pause while one lasts takes its place: only one thing stops a clock at a time.</summary>
    public static void Suspend(this CaseState next, RecordedFact recorded)
    {
        var fact = recorded.Fact;
        if (next.PauseToldBefore(fact) is var known and >= 0)
        {
            next.Suspensions = next.Suspensions.SetItem(known, next.Suspensions[known].ToldAgain(next.Begun(recorded)));
            return;
        }

        if (next.IsPaused)
            next.EndPause(fact.OccurredAt);
        next.Suspensions = next.Suspensions.Add(next.Begun(recorded));
    }

    /// <summary>It ends the pause that began before; another that began at that very instant follows on it and lasts.</summary>
    public static void Resume(this CaseState next, CaseFact fact)
    {
        var ended = next.IsPaused ? next.Suspensions.Length - 1 : -1;
        for (var i = next.Suspensions.Length - 1; i >= 0 && next.Suspensions[i] is var pause && (pause.Until ?? fact.OccurredAt) == fact.OccurredAt; i--)
        {
            if (pause.Resumed && !pause.EndToldBy.Has(fact.Source))
            {
                ended = i;
                break;
            }

            if (pause.From < fact.OccurredAt && !pause.Resumed)
                ended = i;
        }

        if (next.IsEndOfTheOneBefore(fact))
        {
            var before = next.Suspensions.Length - 2;
            next.Suspensions = next.Suspensions.SetItem(before, next.Suspensions[before] with { EndToldBy = next.Suspensions[before].EndToldBy.With(fact.Source) });
        }
        else if (ended >= 0)
        {
            next.Suspensions = next.Suspensions.SetItem(ended, next.Suspensions[ended].EndedBy(fact));
        }
    }

    /// <summary>What takes the place of a pause, or ends the case, ends it.</summary>
    public static void EndPause(this CaseState next, DateTimeOffset at)
    {
        var last = next.Suspensions.Length - 1;
        next.Suspensions = next.Suspensions.SetItem(last, next.Suspensions[last] with { Until = at });
    }

    /// <summary>
    /// Place of the pause that this tells again, on the same ground: at the same instant, or once by another way while it lasts or
    /// within a day; −1 where it is another.
    /// </summary>
    public static int PauseToldBefore(this CaseState state, CaseFact fact)
    {
        var again = -1;
        for (var i = 0; i < state.Suspensions.Length; i++)
        {
            var pause = state.Suspensions[i];
            if (pause.Ground != fact.Details.Ground)
                continue;
            if (pause.From == fact.OccurredAt && !pause.Resumed)
                return i;
            if (again < 0 && !pause.ToldBy.Has(fact.Source) && (pause.Until is null || Tellers.IsWithinADay(pause.From, fact.OccurredAt)))
                again = i;
        }

        return again;
    }

    /// <summary>By the account of another way the pause before is resumed only now, when one has begun already of which that way has not told.</summary>
    private static bool IsEndOfTheOneBefore(this CaseState state, CaseFact fact) =>
        state.Suspensions is [.., { Resumed: true } before, { Until: null } open] && before.Until is { } resumed
        && resumed < fact.OccurredAt && Tellers.IsWithinADay(resumed, fact.OccurredAt)
        && before.ToldBy.Has(fact.Source) && !before.EndToldBy.Has(fact.Source) && !open.ToldBy.Has(fact.Source);

    private static Suspension Begun(this CaseState state, RecordedFact recorded)
    {
        var (fact, details) = (recorded.Fact, recorded.Fact.Details);
        return new(
            fact.EventId, fact.OccurredAt, null, details.Ground, details.ExpectedDays, details.NoticeProof.IsTold(), Outcome.None,
            false, state.RecordedAt(recorded), state.ToldAt(recorded), Tellers.None.With(fact.Source), Tellers.None);
    }

    /// <summary>
    /// Of two tellings the earlier counts, unless the one that came first tells of an earlier instant than two clocks can differ by;
    /// what is told again at the same instant completes it.
    /// </summary>
    private static Suspension ToldAgain(this Suspension pause, Suspension again)
    {
        var first = pause.ToldAt is null || pause.ToldAt <= again.ToldAt || !Tellers.IsNear(pause.From, again.From) ? pause : again;
        var told = pause with { ToldBy = pause.ToldBy.And(again.ToldBy), RecordedAt = first.RecordedAt, ToldAt = first.ToldAt };
        return again.From != pause.From ? told : told with
        {
            ExpectedDays = again.ExpectedDays < pause.ExpectedDays ? again.ExpectedDays : pause.ExpectedDays ?? again.ExpectedDays,
            ApplicantTold = pause.ApplicantTold || again.ApplicantTold,
        };
    }

    /// <summary>Of two results at one instant the better counts.</summary>
    private static Suspension EndedBy(this Suspension pause, CaseFact fact)
    {
        var outcome = fact.Details.Result.ToOutcome();
        return pause with
        {
            Until = fact.OccurredAt,
            Resumed = true,
            Outcome = outcome == Outcome.None || pause.Outcome is Outcome.Passed or Outcome.Prose ? pause.Outcome : outcome,
            EndToldBy = pause.EndToldBy.With(fact.Source),
        };
    }
}
