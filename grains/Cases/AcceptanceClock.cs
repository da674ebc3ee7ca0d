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
    public static AcceptanceClock? Of(CaseState state, ItemVersion item, WorkCalendar calendar) => Of(state, item, calendar, out _);

    /// <summary>The clock, with the rounds before it of which the calendar cannot tell yet whether they were answered in time; null where there are none.</summary>
    public static AcceptanceClock? Of(CaseState state, ItemVersion item, WorkCalendar calendar, out List<AcceptanceClock>? doubtful)
    {
        doubtful = null;
        if (state.ReceivedAt is not { } start || item.Kind.IsExOfficio())
            return null;
        var (limit, clause) = LimitOf(item);
        var answer = AnswerOf(state);
        var awaiting = false;
        foreach (var supplement in state.Supplements)
        {
            if (supplement.AfterAcceptance)
                continue;
            if (!awaiting && supplement.RequestedAt >= start)
            {
                var first = answer < supplement.RequestedAt ? answer : supplement.RequestedAt;
                var round = new AcceptanceClock(start, limit, clause, Deadline.Of(Clock.Due(calendar, start, limit)), first);
                if (round.IsUnanswered || first == answer)
                    return round;
                if (round.Deadline.Provisional)
                    (doubtful ??= []).Add(round);
            }

            awaiting = supplement.ReceivedAt is null;
            if (supplement.ReceivedAt > start)
                start = supplement.ReceivedAt.Value;
        }

        return awaiting ? null : new(start, limit, clause, Deadline.Of(Clock.Due(calendar, start, limit)), answer);
    }

    /// <summary>The item's own limit; where it has none the law's, with the provision.</summary>
    public static (Limit Limit, string? Clause) LimitOf(ItemVersion item) =>
        item.Limits.Accept is { } own ? (own, null) : (LegalDefaults.Accept.Limit, LegalDefaults.Accept.Clause);

    /// <summary>The office's own answer, or the end: silence taken for acceptance is none, nor is an end told only as an attribute.</summary>
    private static DateTimeOffset? AnswerOf(CaseState state)
    {
        var answer = state.DeemedAccepted ? null : state.AcceptedAt;
        foreach (var other in (ReadOnlySpan<DateTimeOffset?>)[state.Refusal?.At, state.DecidedAt, state.EndEventAt])
        {
            if (answer is null || other < answer)
                answer = other ?? answer;
        }

        return answer;
    }
}
