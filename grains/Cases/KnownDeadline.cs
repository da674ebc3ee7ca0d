using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>The deadline of a case as it was known in time, and what was told too late to move it.</summary>
/// <remarks>
/// Whatever was told before the deadline ended moves it, and what is told before that new end moves it again; what is told only
/// when the deadline so moved was over is told too late, all of it. So each move is measured by the instant at which it was
/// told, and never by which of two was told first. A pause ends when it ended, whenever that was told: an
/// office gains nothing by keeping it back.
/// </remarks>
/// <param name="Deadline">The deadline.</param>
/// <param name="ToldTooLate">Moves told when it was over already.</param>
internal readonly record struct KnownDeadline(Deadline Deadline, ImmutableArray<DeadlineMove> ToldTooLate)
{
    public static KnownDeadline Of(CaseState state, ItemVersion? item, WorkCalendar calendar, ImmutableArray<DeadlineMove> moves) =>
        Settle(state, item, calendar, moves.RemoveAll(move => move.ToldAt is null));

    /// <summary>Takes in what was told before the deadline without it ended, until nothing more was.</summary>
    private static KnownDeadline Settle(CaseState state, ItemVersion? item, WorkCalendar calendar, ImmutableArray<DeadlineMove> untold)
    {
        while (true)
        {
            var deadline = DecisionClock.Of(state.Without(untold), item, calendar).Binding;
            var left = untold.RemoveAll(move => IsInTime(move, deadline, state.StoppedAt));
            if (left.IsEmpty || left.Length == untold.Length)
                return new(deadline, left);
            untold = left;
        }
    }

    /// <summary>
    /// Those told too late on which the clock rests that had been missed without them, whichever of them made the others count;
    /// what moves nothing covers nothing up.
    /// </summary>
    /// <param name="clock">The clock with all of them.</param>
    /// <param name="moves">All the moves, pauses in order.</param>
    /// <param name="state">The case.</param>
    /// <param name="item">The item version that judges it.</param>
    /// <param name="calendar">The calendar of the jurisdiction.</param>
    public HashSet<DeadlineMove> MovedLateBy(
        in DecisionClock clock, ImmutableArray<DeadlineMove> moves, CaseState state, ItemVersion? item, WorkCalendar calendar)
    {
        var (binding, moving) = (clock.Binding, new HashSet<DeadlineMove>());
        if (ToldTooLate.IsEmpty || binding.LateFrom <= Deadline.LateFrom)
            return moving;
        var late = ToldTooLate.ToHashSet();
        var prompt = Prompt(state, item, calendar);
        DateTimeOffset? standing = null;
        foreach (var move in moves)
        {
            if (move.Kind == CaseEventKind.Extended)
            {
                if (late.Contains(move) && !prompt.Contains(move) && (clock.PromisedExtension > 0 || clock.Legal.LateFrom == binding.LateFrom))
                    moving.Add(move);
                continue;
            }

            // One that took the place of a pause told in time only goes on with what stood already.
            var pause = state.Suspensions[move.Index];
            var goesOn = standing is not null && standing == pause.From;
            standing = !pause.Resumed && (goesOn || !late.Contains(move)) ? pause.Until : null;
            if (!goesOn && late.Contains(move) && !prompt.Contains(move) && move.At < binding.LateFrom && clock.Excludes(pause, state.StoppedAt, calendar))
                moving.Add(move);
        }

        return moving;
    }

    /// <summary>
    /// What is told on the local day on which it happens is not told late, though it counts only because of something else that
    /// was. Yet nothing is prompt that was told only when a deadline had run out since it happened: the one that was known, or that
    /// to which what was told on other days had moved it.
    /// </summary>
    private HashSet<DeadlineMove> Prompt(CaseState state, ItemVersion? item, WorkCalendar calendar)
    {
        var (known, zone) = (Deadline.LateFrom, calendar.Zone);
        var onItsDay = ToldTooLate.RemoveAll(move => move.ToldAt > move.At && (move.At < known || zone.DayOf(move.At) != zone.DayOf(move.ToldAt.Value)));
        var prompt = onItsDay.ToHashSet();
        if (onItsDay.Any(move => move.ToldAt > move.At))
            prompt.ExceptWith(Settle(state, item, calendar, onItsDay).ToldTooLate.Where(move => move.ToldAt > move.At));
        return prompt;
    }

    private static bool IsInTime(in DeadlineMove move, in Deadline deadline, DateTimeOffset? stopped) =>
        !deadline.Binds || move.ToldAt < deadline.LateFrom || stopped < deadline.LateFrom;
}
