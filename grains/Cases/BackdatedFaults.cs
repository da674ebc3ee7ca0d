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
/// as it was known had already been missed. That deadline rests on nothing that was itself told too many days late: which of two
/// such words came first changes nothing.
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
        foreach (var rule in rules)
        {
            if (!docket.Covers(rule))
                continue;
            var known = KnownBefore(state, item, docket.Calendar, move.RecordedAt, rule.WorkingDays);
            var missed = known.Binds && move.At < known.LateFrom && known.LateFrom <= move.RecordedAt && !(state.StoppedAt < known.LateFrom);
            var told = InTimeUntil(docket.Calendar, move.At, rule.WorkingDays);
            var tardy = IsTardy(docket.Calendar, move.At, move.RecordedAt, rule.WorkingDays);
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

    /// <summary>
    /// The deadline as it stood before this was recorded: without it, without whatever was recorded with it or later (the end of a
    /// pause too: until then the clock stood), and without what was itself told too many days late.
    /// </summary>
    private static Deadline KnownBefore(CaseState state, ItemVersion? item, WorkCalendar calendar, DateTimeOffset recordedAt, int days)
    {
        bool IsKnown(DateTimeOffset at, DateTimeOffset? recorded) =>
            recorded is not { } told || (told < recordedAt && !IsTardy(calendar, at, told, days));
        return DecisionClock.Of(
            state with
            {
                Suspensions =
                [
                    .. state.Suspensions.Where(pause => IsKnown(pause.From, pause.RecordedAt))
                        .Select(pause => pause.EndRecordedAt >= recordedAt ? pause with { Until = null } : pause),
                ],
                Extensions = state.Extensions.RemoveAll(extension => !IsKnown(extension.At, extension.RecordedAt)),
            },
            item, calendar).Binding;
    }

    private static bool IsTardy(WorkCalendar calendar, DateTimeOffset at, DateTimeOffset recordedAt, int days) =>
        InTimeUntil(calendar, at, days) is { Provisional: false } due && due.Instant <= recordedAt;

    private static Due InTimeUntil(WorkCalendar calendar, DateTimeOffset at, int days) => Clock.Due(calendar, at, Limit.WorkingDays(days));

    /// <summary>What moved the deadline.</summary>
    private readonly record struct Move(string EventId, CaseEventKind Kind, DateTimeOffset At, DateTimeOffset RecordedAt, string? Ground);
}
