using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>
/// Pauses and extensions that were told of after the fact. Deadlines follow what happened, whenever it was told; so a late word
/// may make a signal untrue that was raised already, and never does so in silence: it is a fault of its own.
/// </summary>
/// <remarks>
/// Told late is what was told more working days after it began than the rule allows, or when the deadline that it moved was
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
        var known = KnownDeadline.Of(state, item, docket.Calendar, moves);
        var missed = known.MovedLateBy(clock, moves, state, item, docket.Calendar);
        var tardy = new List<DeadlineMove>();
        foreach (var move in moves)
        {
            if (!missed.Contains(move) && IsTardy(ref docket, move))
                tardy.Add(move);
        }

        if (missed.Count + tardy.Count == 0)
            return "";
        // Computed once, for all of them: a case may have many.
        var without = tardy.Count == 0 ? default : DecisionClock.Of(state.Without(tardy), item, docket.Calendar).Binding;
        var late = new HashSet<string>(StringComparer.Ordinal);
        foreach (var move in moves)
        {
            var isMissed = missed.Contains(move);
            Find(ref docket, clock, isMissed ? known.Deadline : without, isMissed, move, late);
        }

        return string.Join(", ", late);
    }

    private static bool IsTardy(ref Docket docket, in DeadlineMove move)
    {
        if (move.ToldAt is not { } told || docket.Rules.InForce(move.At) is not { } book)
            return false;
        foreach (var rule in book.Of(RuleKind.DeadlineMovedLate))
        {
            if (docket.Covers(rule) && Deadline.Of(InTime(docket, rule, move)).IsMissed(ref docket, move.At, told))
                return true;
        }

        return false;
    }

    private static Due InTime(in Docket docket, CompiledRule rule, in DeadlineMove move) =>
        Clock.Due(docket.Calendar, move.At, Limit.WorkingDays(rule.WorkingDays));

    private static void Find(ref Docket docket, in DecisionClock clock, in Deadline before, bool missed, in DeadlineMove move, HashSet<string> late)
    {
        if ((move.RecordedAt, move.ToldAt) is not ({ } recorded, { } toldAt) || docket.Rules.InForce(move.At) is not { } book)
            return;
        foreach (var rule in book.Of(RuleKind.DeadlineMovedLate))
        {
            if (!docket.Covers(rule))
                continue;
            var inTime = InTime(docket, rule, move);
            var tardy = !inTime.Provisional && inTime.Instant <= toldAt;
            if (!missed && !tardy)
                continue;
            var from = !missed || (tardy && inTime.Instant < before.LateFrom) ? inTime.Instant : before.LateFrom;
            KeyValuePair<string, string>[] facts =
            [
                Told.Of("event", move.EventId), Told.Of("happened", EventKindNames.NameOf(move.Kind)), Told.Of("ground", move.Ground),
                Told.Of("began", move.At), Told.Of("recordedAt", recorded),
                Told.Of("dueBefore", before.Runs ? before.At : null), Told.Of("due", clock.InForce.Runs ? clock.InForce.At : null),
            ];
            docket.Add(book, rule, from, move.EventId, recorded, toldAt == recorded ? facts : [.. facts, Told.Of("toldAt", toldAt)]);
            late.Add(move.EventId);
        }
    }
}
