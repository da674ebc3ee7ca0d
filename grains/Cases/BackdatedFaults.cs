using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>
/// Pauses and extensions that were told of after the fact. Deadlines follow what happened, whenever it was told; so a late word
/// may make a signal untrue that was raised already, and never does so in silence: it is a fault of its own.
/// </summary>
/// <remarks>
/// Told late is what was recorded more working days after it began than the rule allows, or when the deadline that it moved was
/// over (<see cref="KnownDeadline"/>).
/// </remarks>
internal static class BackdatedFaults
{
    /// <summary>Reports them.</summary>
    /// <returns>Ids of the events told late on which the deadline rests; empty where there are none.</returns>
    public static string Find(ref Docket docket, CaseState state, ItemVersion? item, in DecisionClock clock)
    {
        if (clock.Start is null || (state.Suspensions.IsEmpty && state.Extensions.IsEmpty))
            return "";
        var moves = DeadlineMoves.Of(state, item, clock);
        if (moves.IsEmpty)
            return "";
        var late = new List<string>();
        var known = KnownDeadline.Of(state, item, docket.Calendar, moves);
        foreach (var move in moves)
            Find(ref docket, state, item, clock, known, move, late);
        return string.Join(", ", late);
    }

    private static void Find(
        ref Docket docket, CaseState state, ItemVersion? item, in DecisionClock clock, in KnownDeadline known, in DeadlineMove move, List<string> late)
    {
        if (move.RecordedAt is not { } recorded || docket.Rules.InForce(move.At) is not { } book)
            return;
        foreach (var rule in book.Of(RuleKind.DeadlineMovedLate))
        {
            if (!docket.Covers(rule))
                continue;
            var missed = known.IsMovedLateBy(move, state, item, docket.Calendar);
            var inTime = Clock.Due(docket.Calendar, move.At, Limit.WorkingDays(rule.WorkingDays));
            var tardy = !inTime.Provisional && inTime.Instant <= recorded;
            if (!missed && !tardy)
                continue;
            var from = !missed || (tardy && inTime.Instant < known.Deadline.LateFrom) ? inTime.Instant : known.Deadline.LateFrom;
            var before = missed ? known.Deadline : DecisionClock.Of(state.Without([move]), item, docket.Calendar).Binding;
            docket.Add(
                book, rule, from, move.EventId, recorded,
                Told.Of("event", move.EventId), Told.Of("happened", EventKindNames.NameOf(move.Kind)), Told.Of("ground", move.Ground),
                Told.Of("began", move.At), Told.Of("recordedAt", recorded),
                Told.Of("dueBefore", before.Runs ? before.At : null), Told.Of("due", clock.InForce.Runs ? clock.InForce.At : null));
            if (!late.Contains(move.EventId))
                late.Add(move.EventId);
        }
    }
}
