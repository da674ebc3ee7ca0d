using Grains.Calendars;
using Grains.Catalogue;
using Grains.Clocks;

namespace Grains.Cases;

/// <summary>The clocks for deciding: legal and promised, with what they were computed from.</summary>
internal readonly ref struct DecisionClock
{
    /// <summary>When they started; null before acceptance.</summary>
    public DateTimeOffset? Start { get; private init; }

    /// <summary>Limit by law, extension left out; null without a catalogue item.</summary>
    public Limit? LegalLimit { get; private init; }

    /// <summary>The provision, where the law's default stands in for the item's.</summary>
    public string? LegalClause { get; private init; }

    /// <summary>Limit the department promised, extension left out; null where it promised none or the case carries an earlier instant.</summary>
    public Limit? PromisedLimit { get; private init; }

    /// <summary>Working days by which a lawful extension moves the legal deadline.</summary>
    public int LegalExtension { get; private init; }

    /// <summary>Working days by which it moves the promised one: 0 when the promise was broken before it was granted.</summary>
    public int PromisedExtension { get; private init; }

    /// <summary>Lawful pauses.</summary>
    public ReadOnlySpan<Pause> Pauses { get; private init; }

    /// <summary>Legal deadline.</summary>
    public Deadline Legal { get; private init; }

    /// <summary>Promised deadline: the earlier of the instant the case carries and the published promise, or the green channel's.</summary>
    public Deadline Promised { get; private init; }

    /// <summary>What is to be done is sending a preliminary opinion up, not deciding.</summary>
    public bool ReportsUp { get; private init; }

    /// <summary>The deadline in force: the earlier of the two.</summary>
    public Deadline InForce => Deadline.Earlier(Legal, Promised);

    /// <summary>The earlier of those that can be missed.</summary>
    public Deadline Binding => Deadline.Earlier(Legal.Provisional ? Deadline.None : Legal, Promised.Provisional ? Deadline.None : Promised);

    /// <summary>When the promise was kept: the published one like the law's limit, by what stopped the clock; the one a log carries by its end.</summary>
    public DateTimeOffset? PromiseDoneAt(CaseState state) => PromisedLimit is null ? state.DoneAt : state.StoppedAt;

    public static DecisionClock Of(CaseState state, ItemVersion? item, WorkCalendar calendar)
    {
        if (state.AcceptedAt is not { } start || item is null)
            return new() { Start = state.AcceptedAt, Pauses = PauseGrounds.Of(state, item), Legal = Deadline.None, Promised = Carried(state, calendar, [], 0) };
        var reportsUp = item.ReportedUp;
        var pauses = PauseGrounds.Of(state, item);
        var (legalLimit, clause) = LegalLimitOf(item, reportsUp);
        // Imported history is measured by the instant it carries alone.
        var published = state.IsHistory && state.Promise is not null ? null : PromiseOf(state, item, calendar, pauses);
        var allowed = item.Limits.ExtensionDays;
        var legal = Clock.Due(calendar, start, legalLimit, pauses);
        var legalExtension = ExtensionOf(state, allowed, legal.Instant);
        var (promised, promisedLimit) = PromisedBy(state, published, calendar, pauses, 0);
        var promisedExtension = legalExtension == 0 ? 0 : ExtensionOf(state, allowed, promised.LateFrom);
        if (promisedExtension > 0)
            (promised, promisedLimit) = PromisedBy(state, published, calendar, pauses, promisedExtension);
        return new()
        {
            Start = start,
            LegalLimit = legalLimit,
            LegalClause = clause,
            PromisedLimit = promisedLimit,
            LegalExtension = legalExtension,
            PromisedExtension = promisedExtension,
            Pauses = pauses,
            ReportsUp = reportsUp,
            Legal = Deadline.Of(legalExtension == 0 ? legal : Extended(calendar, start, legalLimit, legalExtension, pauses)),
            Promised = promised,
        };
    }

    /// <summary>Whether a lawful pause takes anything out of the count, by the units in which these clocks run; one within a day, or over a weekend, may not.</summary>
    public bool Excludes(in Suspension pause, DateTimeOffset? stopped, WorkCalendar calendar)
    {
        if ((pause.Until is null || stopped < pause.Until ? stopped : pause.Until) is not { } until)
            return true;
        if (CountsIn(LimitUnit.Hours))
            return until > pause.From;
        // The day on which it began does not count, the one on which it ended does.
        var (before, last) = (calendar.Zone.DayNumberOf(pause.From) - 1, calendar.Zone.DayNumberOf(until) - 1);
        return CountsIn(LimitUnit.CalendarDays) || CountsIn(LimitUnit.Months) ? last > before : last > before && calendar.WorkingDaysBetween(before, last) > 0;
    }

    private bool CountsIn(LimitUnit unit) => LegalLimit?.Unit == unit || PromisedLimit?.Unit == unit;

    /// <summary>A limit with working days added; where it is not counted in working days, they follow its own last day.</summary>
    public static Due Extended(WorkCalendar calendar, DateTimeOffset start, Limit limit, int days, ReadOnlySpan<Pause> pauses)
    {
        if (days == 0 || limit.Unit == LimitUnit.WorkingDays)
            return Clock.Due(calendar, start, limit with { Amount = Math.Min(limit.Amount + days, Limit.MaxAmount) }, pauses);
        var due = Clock.Due(calendar, start, limit, pauses);
        if (due.IsPaused)
            return due;
        var extended = Clock.Due(calendar, calendar.Zone.StartOf(due.Day), Limit.WorkingDays(days), pauses);
        return extended with { Provisional = extended.Provisional || due.Provisional };
    }

    /// <summary>The item's own limit, a joint or reported-up item's too: what a case calls itself changes no limit (GB/T 39046 A.6 knows no such kinds).</summary>
    private static (Limit, string?) LegalLimitOf(ItemVersion item, bool reportsUp)
    {
        if (reportsUp)
            return item.Limits.Forward is { } own ? (own, null) : (LegalDefaults.PreliminaryReview.Limit, LegalDefaults.PreliminaryReview.Clause);
        return (item.Limits.Legal, null);
    }

    /// <summary>The earlier of the published promise and the one carried; the limit is null where the latter governs.</summary>
    private static (Deadline, Limit?) PromisedBy(CaseState state, Limit? published, WorkCalendar calendar, ReadOnlySpan<Pause> pauses, int extension)
    {
        var carried = Carried(state, calendar, pauses, extension);
        if (published is not { } limit)
            return (carried, null);
        var own = Deadline.Of(Extended(calendar, state.AcceptedAt!.Value, limit, extension, pauses));
        // An instant is known where the end of the calendar leaves the other promise open.
        return carried.Runs && (carried.LateFrom < own.LateFrom || own.Provisional) ? (carried, null) : (own, published);
    }

    private static Limit? PromiseOf(CaseState state, ItemVersion item, WorkCalendar calendar, ReadOnlySpan<Pause> pauses) =>
        item.Limits.GreenChannel is { } green && (state.GreenChannel || IsRetoldInTime(state, green, calendar, pauses)) ? green : item.Limits.Promised;

    /// <summary>Whoever claims the emergency channel when its limit is over already has not promised it.</summary>
    private static bool IsRetoldInTime(CaseState state, Limit green, WorkCalendar calendar, ReadOnlySpan<Pause> pauses) =>
        state.GreenRetoldAt is { } retold && retold < Deadline.Of(Clock.Due(calendar, state.AcceptedAt!.Value, green, pauses)).LateFrom;

    /// <summary>One extension counts: the first that names its approver, and only when granted while the limit still ran.</summary>
    private static int ExtensionOf(CaseState state, int allowed, DateTimeOffset lateFrom) =>
        Granted(state) is { } extension && extension.At < lateFrom ? Math.Min(extension.Days, allowed) : 0;

    /// <summary>The extension that counts, if it came in time; null where there is none.</summary>
    internal static Extension? Granted(CaseState state)
    {
        foreach (var extension in state.Extensions)
        {
            if (extension is { Approved: true, Days: > 0 })
                return extension;
        }

        return null;
    }

    /// <summary>
    /// The promised instant; where lawful pauses or an extension came between, the end of the same number of working days
    /// counted anew, so that a pause excludes exactly its own time. Imported history keeps the instant it carries.
    /// </summary>
    private static Deadline Carried(CaseState state, WorkCalendar calendar, ReadOnlySpan<Pause> pauses, int extension)
    {
        if (state.Promise is not { Until: var until })
            return Deadline.None;
        var promised = Deadline.Of(until, calendar.Zone.DayOf(until));
        if (state.IsHistory || (pauses.IsEmpty && extension == 0) || !(state.AcceptedAt < until))
            return promised;
        // What began after the promise was broken mends nothing.
        if (extension == 0 && pauses[0].From >= promised.LateFrom)
            return promised;
        var start = state.AcceptedAt.Value;
        var days = Math.Max(calendar.WorkingDaysBetween(calendar.Zone.DayOf(start), promised.Day), 0);
        var moved = Clock.Due(calendar, start, Limit.WorkingDays(Math.Min(days + extension, Limit.MaxAmount)), pauses);
        return moved.Instant > Clock.Due(calendar, start, Limit.WorkingDays(Math.Min(days, Limit.MaxAmount))).Instant
            ? Deadline.Of(moved) with { Provisional = false }
            : promised;
    }
}
