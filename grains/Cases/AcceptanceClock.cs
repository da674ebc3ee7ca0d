using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Cases;

/// <summary>The clock for accepting: it runs from receipt, stops at the office's answer, and starts anew when a supplement comes in.</summary>
/// <param name="Start">Start of the round that counts: the last, or the one the office let pass in silence.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Clause">The provision, where the law's default stands in for the item's.</param>
/// <param name="Deadline">When the round ends.</param>
/// <param name="AnsweredAt">When the office answered; null while it has not.</param>
internal readonly record struct AcceptanceClock(DateTimeOffset Start, Limit Limit, string? Clause, Deadline Deadline, DateTimeOffset? AnsweredAt)
{
    /// <summary>The office answered too late, or never so far: by law it has accepted, should the deadline have come.</summary>
    public bool IsUnanswered => AnsweredAt is not { } answer || Deadline.MissedBy(answer);

    /// <summary>The clock; null where none runs: nothing received, nothing to accept ex officio, or a supplement is awaited.</summary>
    public static AcceptanceClock? Of(CaseState state, ItemVersion item, WorkCalendar calendar)
    {
        if (state.ReceivedAt is not { } start || item.Kind.IsExOfficio())
            return null;
        var (limit, clause) = item.Limits.Accept is { } own ? (own, null) : (LegalDefaults.Accept.Limit, LegalDefaults.Accept.Clause);
        var awaiting = false;
        foreach (var supplement in state.Supplements)
        {
            if (supplement.AfterAcceptance || supplement.RequestedAt < start)
                continue;
            if (!awaiting)
            {
                var round = new AcceptanceClock(start, limit, clause, Deadline.Of(Clock.Due(calendar, start, limit)), supplement.RequestedAt);
                if (round.IsUnanswered)
                    return round;
            }

            awaiting = supplement.ReceivedAt is null;
            start = supplement.ReceivedAt ?? start;
        }

        if (awaiting)
            return null;
        return new(start, limit, clause, Deadline.Of(Clock.Due(calendar, start, limit)), AnswerOf(state));
    }

    private static DateTimeOffset? AnswerOf(CaseState state)
    {
        var answer = state.AcceptedAt;
        foreach (var other in (ReadOnlySpan<DateTimeOffset?>)[state.Refusal?.At, state.DecidedAt, state.EndedAt])
        {
            if (answer is null || other < answer)
                answer = other;
        }

        return answer;
    }
}
