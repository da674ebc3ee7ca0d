using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Catalogue;

namespace Grains.Cases;

/// <summary>The deadline of a case as it was known in time, and what was told too late to move it.</summary>
/// <remarks>
/// Whatever was recorded before the deadline ended moves it, and what is recorded before that new end moves it again; what is
/// recorded only when the deadline so moved was over is told too late, all of it. So each move is measured by the instant at
/// which it was recorded, and never by which of two was recorded first. A pause ends when it ended, whenever that was told: an
/// office gains nothing by keeping it back.
/// </remarks>
/// <param name="Deadline">The deadline.</param>
/// <param name="ToldTooLate">Moves recorded when it was over already.</param>
internal readonly record struct KnownDeadline(Deadline Deadline, ImmutableArray<DeadlineMove> ToldTooLate)
{
    public static KnownDeadline Of(CaseState state, ItemVersion? item, WorkCalendar calendar, ImmutableArray<DeadlineMove> moves)
    {
        var untold = moves.RemoveAll(move => move.RecordedAt is null);
        while (true)
        {
            var deadline = DecisionClock.Of(state.Without(untold), item, calendar).Binding;
            var left = untold.RemoveAll(move => IsInTime(move, deadline, state.StoppedAt));
            if (left.IsEmpty || left.Length == untold.Length)
                return new(deadline, left);
            untold = left;
        }
    }

    /// <summary>Whether, told so late, it moved a deadline that had been missed without it; what moves nothing covers nothing up.</summary>
    public bool IsMovedLateBy(DeadlineMove move, CaseState state, ItemVersion? item, WorkCalendar calendar) =>
        ToldTooLate.Contains(move)
        && move.At < Deadline.LateFrom
        && DecisionClock.Of(state.Without(ToldTooLate.Remove(move)), item, calendar).Binding.LateFrom > Deadline.LateFrom;

    private static bool IsInTime(in DeadlineMove move, in Deadline deadline, DateTimeOffset? stopped) =>
        !deadline.Binds || move.RecordedAt < deadline.LateFrom || stopped < deadline.LateFrom;
}
