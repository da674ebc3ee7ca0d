namespace Grains.Cases;

/// <summary>Hearings that several ways tell: the second that one tells within a day is the second of another, too.</summary>
internal static class Hearings
{
    /// <summary>Whether it tells a hearing again: at the same instant, or one of which another way told within a day and this one did not.</summary>
    public static bool IsHearingToldBefore(this CaseState state, CaseFact fact)
    {
        foreach (var one in state.Hearings)
        {
            if (one.At == fact.OccurredAt || (one.By != fact.Source && Count(state, one.By, fact.OccurredAt) > Count(state, fact.Source, fact.OccurredAt)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a hearing after the decision is one that another way tells, too, and by its own account before its own telling of the decision.</summary>
    /// <param name="state">The case.</param>
    /// <param name="late">The hearing.</param>
    /// <param name="decided">How other ways told the decision again.</param>
    public static bool IsHeardBefore(this CaseState state, Belated late, Retelling decided)
    {
        if (late.Kind != CaseEventKind.Heard)
            return false;
        var place = Count(state, late.Source, late.At);
        foreach (var one in state.Hearings)
        {
            if (one.By != late.Source && (one.At - late.At).Duration() < TimeSpan.FromDays(1) && Count(state, one.By, one.At) == place
                && decided.Follows(one.At, Tellers.None.With(one.By)))
                return true;
        }

        return false;
    }

    /// <summary>How many hearings a way told within the day up to an instant.</summary>
    private static int Count(CaseState state, CaseSource by, DateTimeOffset until)
    {
        var count = 0;
        foreach (var one in state.Hearings)
        {
            if (one.By == by && one.At <= until && Tellers.IsWithinADay(one.At, until))
                count++;
        }

        return count;
    }
}
