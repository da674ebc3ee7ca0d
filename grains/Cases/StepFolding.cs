namespace Grains.Cases;

/// <summary>How steps begin and end. Two systems may each tell the same passage, by clocks of their own, or only one of its ends.</summary>
internal static class StepFolding
{
    public static void StartStep(this CaseState next, CaseFact fact)
    {
        if (next.StartToldBefore(fact) is var known and >= 0)
        {
            var visit = next.Steps[known];
            next.Steps = next.Steps.SetItem(known, visit with { Post = visit.Post ?? fact.Post, ToldBy = visit.ToldBy.With(fact.Source) });
            return;
        }

        next.Steps = next.Steps.Add(new(fact.Step ?? "", fact.Post, fact.OccurredAt, null, Outcome.None, Tellers.None.With(fact.Source), Tellers.None));
    }

    public static void CompleteStep(this CaseState next, CaseFact fact)
    {
        var outcome = fact.Details.Result.ToOutcome();
        if (next.EndToldBefore(fact) is var known and >= 0)
        {
            var ended = next.Steps[known];
            next.Steps = next.Steps.SetItem(known, ended with
            {
                Outcome = ended.Outcome.And(outcome),
                EndToldBy = ended.EndToldBy.With(fact.Source),
            });
            return;
        }

        var open = next.OpenVisit(fact.Step);
        var by = Tellers.None.With(fact.Source);
        next.Steps = open < 0
            ? next.Steps.Insert(next.PlaceOfEnd(fact.OccurredAt), new(fact.Step ?? "", fact.Post, null, fact.OccurredAt, outcome, Tellers.None, by))
            : next.Steps.SetItem(open, next.Steps[open] with
            {
                Post = next.Steps[open].Post ?? fact.Post,
                CompletedAt = fact.OccurredAt,
                Outcome = outcome,
                EndToldBy = by,
            });
    }

    /// <summary>Whether a passage through the step is under way.</summary>
    public static bool IsRunning(this CaseState state, string? step) => state.OpenVisit(step) >= 0;

    /// <summary>
    /// Place of the passage whose beginning this tells again, by a way by which nothing was told of it yet: the last of the case
    /// while it runs, or one that began just now by another clock; −1 where another begins.
    /// </summary>
    public static int StartToldBefore(this CaseState state, CaseFact fact)
    {
        for (var i = 0; i < state.Steps.Length; i++)
        {
            var visit = state.Steps[i];
            if (visit.Step != (fact.Step ?? "") || visit.ToldBy.Has(fact.Source) || visit.EndToldBy.Has(fact.Source)
                || (visit.Post is not null && fact.Post is not null && visit.Post != fact.Post))
            {
                continue;
            }

            if ((visit.CompletedAt is null && state.IsLast(i, visit.From, fact)) || Tellers.IsNear(visit.From, fact.OccurredAt))
                return i;
        }

        return -1;
    }

    /// <summary>
    /// Place of the passage whose end this tells again, with no other result, by a way by which it was not told yet: the last of the
    /// case, or one that ended just now by another clock; −1 where another ends. While one is under way, it is that one's end, unless
    /// of the two only the other was told by this way to have begun.
    /// </summary>
    public static int EndToldBefore(this CaseState state, CaseFact fact)
    {
        var open = state.OpenVisit(fact.Step);
        if (open >= 0 && state.Steps[open].ToldBy.Has(fact.Source))
            return -1;
        var outcome = fact.Details.Result.ToOutcome();
        for (var i = 0; i < state.Steps.Length; i++)
        {
            var visit = state.Steps[i];
            if (visit.CompletedAt is not { } ended || visit.Step != (fact.Step ?? "") || visit.EndToldBy.Has(fact.Source)
                || (open >= 0 && !visit.ToldBy.Has(fact.Source)))
            {
                continue;
            }

            if (visit.Outcome.Agrees(outcome) && (state.IsLast(i, ended, fact) || Tellers.IsNear(ended, fact.OccurredAt)))
                return i;
        }

        return -1;
    }

    /// <summary>Whether no passage followed on this one; what is told of it when the case is decided or over is told within a day.</summary>
    private static bool IsLast(this CaseState state, int visit, DateTimeOffset at, CaseFact fact) =>
        visit == state.Steps.Length - 1
        && ((state.Decision is null && state.EndKind is null) || Tellers.IsWithinADay(at, fact.OccurredAt));

    /// <summary>
    /// Place of the first passage through the step that still runs; −1 when there is none. They stand in order of time: one that
    /// began at the very instant comes last, so that a step may end and begin again at once.
    /// </summary>
    private static int OpenVisit(this CaseState state, string? step)
    {
        for (var i = 0; i < state.Steps.Length; i++)
        {
            if (state.Steps[i].CompletedAt is null && state.Steps[i].Step == (step ?? ""))
                return i;
        }

        return -1;
    }

    /// <summary>Where a step is put of which only the end is told: before those that began at that very instant, which follow it.</summary>
    private static int PlaceOfEnd(this CaseState state, DateTimeOffset at)
    {
        var place = state.Steps.Length;
        while (place > 0 && state.Steps[place - 1].StartedAt == at)
            place--;
        return place;
    }
}
