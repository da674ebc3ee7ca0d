using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>
/// Pauses and extensions that were told of after the fact. Deadlines follow what happened, whenever it was told; so a late word
/// may make a signal untrue that was raised already, and never does so in silence: it is a fault of its own.
/// </summary>
/// <remarks>
/// Told late is what was recorded more working days after it began than the rule allows, or at an instant at which the deadline
/// as it was known had already been missed. What is known when is part of the facts: no order of arrival finds anything else.
/// </remarks>
internal static class BackdatedFaults
{
    /// <summary>Reports them.</summary>
    /// <returns>Ids of the events told late on which the deadline rests; empty where there are none.</returns>
    public static string Find(ref Docket docket, CaseState state, ItemVersion? item, in DecisionClock clock)
    {
        if (clock.Start is null || (state.Suspensions.IsEmpty && state.Extensions.IsEmpty))
            return "";
        var late = new List<string>();
        foreach (var pause in state.Suspensions)
        {
            if (pause.RecordedAt is { } recorded && PauseGrounds.IsLawful(pause.Ground, item) && !(state.StoppedAt <= pause.From))
                Find(ref docket, state, item, clock, new(pause.EventId, CaseEventKind.Suspended, pause.From, recorded, pause.Ground), late);
        }

        if (clock.LegalExtension > 0 && DecisionClock.Granted(state) is { RecordedAt: { } told } extension)
            Find(ref docket, state, item, clock, new(extension.EventId, CaseEventKind.Extended, extension.At, told, null), late);
        return string.Join(", ", late);
    }

    private static void Find(ref Docket docket, CaseState state, ItemVersion? item, in DecisionClock clock, in Move move, List<string> late)
    {
        if (docket.Rules.InForce(move.At) is not { } book)
            return;
        var rules = book.Of(RuleKind.DeadlineMovedLate);
        if (rules.Length == 0)
            return;
        var known = KnownBefore(state, item, docket.Calendar, move.RecordedAt);
        var missed = known.Binds && move.At < known.LateFrom && known.LateFrom <= move.RecordedAt && !(state.StoppedAt < known.LateFrom);
        foreach (var rule in rules)
        {
            if (!docket.Covers(rule))
                continue;
            var told = Clock.Due(docket.Calendar, move.At, Limit.WorkingDays(rule.WorkingDays));
            var tardy = !told.Provisional && told.Instant <= move.RecordedAt;
            if (!missed && !tardy)
                continue;
            var from = !missed || (tardy && told.Instant < known.LateFrom) ? told.Instant : known.LateFrom;
            docket.Add(
                book, rule, from, move.EventId, move.RecordedAt,
                Told.Of("event", move.EventId), Told.Of("happened", EventKindNames.NameOf(move.Kind)), Told.Of("ground", move.Ground),
                Told.Of("began", move.At), Told.Of("recordedAt", move.RecordedAt),
                Told.Of("dueBefore", known.Runs ? known.At : null), Told.Of("due", clock.InForce.Runs ? clock.InForce.At : null));
            if (!late.Contains(move.EventId))
                late.Add(move.EventId);
        }
    }

    /// <summary>The deadline as it stood before this was recorded: without it, and without whatever was recorded with it or later.</summary>
    private static Deadline KnownBefore(CaseState state, ItemVersion? item, WorkCalendar calendar, DateTimeOffset recordedAt) => DecisionClock.Of(
        state with
        {
            Suspensions = state.Suspensions.RemoveAll(pause => pause.RecordedAt >= recordedAt),
            Extensions = state.Extensions.RemoveAll(extension => extension.RecordedAt >= recordedAt),
        },
        item, calendar).Binding;

    /// <summary>What moved the deadline.</summary>
    private readonly record struct Move(string EventId, CaseEventKind Kind, DateTimeOffset At, DateTimeOffset RecordedAt, string? Ground);
}
