using System.Collections.Immutable;
using System.Globalization;
using Grains.Clocks;

namespace Web.Calendars;

/// <summary>A deadline as the interface answers it.</summary>
/// <param name="Due">The local day on which the limit ends, at 24:00 for days and months; null while the clock stands.</param>
/// <param name="LateFrom">The first instant that is late; null while the clock stands.</param>
/// <param name="Paused">Whether the clock stands in an open pause.</param>
/// <param name="Provisional">Whether the result rests on days that no holiday arrangement settles yet.</param>
/// <param name="Explanation">Why.</param>
public sealed record DueAnswer(DateOnly? Due, DateTimeOffset? LateFrom, bool Paused, bool Provisional, DueExplanation Explanation)
{
    /// <summary>Tells an explanation.</summary>
    public static DueAnswer Of(Explanation explanation)
    {
        var due = explanation.Due;
        return new(
            due.IsPaused ? null : due.Day, due.IsPaused ? null : due.Instant, due.IsPaused, due.Provisional, DueExplanation.Of(explanation));
    }
}

/// <summary>Why a deadline is when it is.</summary>
/// <param name="Zone">The IANA zone whose days are counted.</param>
/// <param name="CalendarVersion">The version of the calendar.</param>
/// <param name="CoveredFrom">The first day that the holiday arrangements settle.</param>
/// <param name="CoveredTo">The last such day.</param>
/// <param name="Start">The starting event.</param>
/// <param name="StartDay">Its local day, which does not count.</param>
/// <param name="Amount">The limit.</param>
/// <param name="Unit">Its unit: workdays, days, hours or months.</param>
/// <param name="Counted">Days that count.</param>
/// <param name="Skipped">Days that do not because they are not worked.</param>
/// <param name="PausedDays">Days that do not because the clock stood at their end.</param>
/// <param name="MovedTo">The day to which an end on a day off has moved; null where it has not.</param>
/// <param name="Pauses">The pauses as they were asked with.</param>
/// <param name="DaysLeft">Days left when the clock goes on; 0 unless it stands.</param>
/// <param name="Text">The same in sentences.</param>
public sealed record DueExplanation(
    string Zone, int CalendarVersion, DateOnly CoveredFrom, DateOnly CoveredTo, DateTimeOffset Start, DateOnly StartDay,
    int Amount, string Unit, ImmutableArray<DueDays> Counted, ImmutableArray<DueDays> Skipped, ImmutableArray<DueDays> PausedDays,
    DateOnly? MovedTo, ImmutableArray<DuePause> Pauses, int DaysLeft, DueText Text)
{
    internal static DueExplanation Of(Explanation explanation) => new(
        explanation.Zone.Id, explanation.CalendarVersion, explanation.Coverage.From, explanation.Coverage.To,
        explanation.Start, explanation.StartDay, explanation.Limit.Amount, DueQuery.NameOf(explanation.Limit.Unit),
        Runs(explanation, DayRole.Counted), Runs(explanation, DayRole.Skipped), Runs(explanation, DayRole.Paused),
        explanation.Days is [.., { Role: DayRole.MovedTo } moved] ? moved.Day : null,
        [.. explanation.Pauses.Select(DuePause.Of)], explanation.DaysLeft, DueText.Of(explanation));

    private static ImmutableArray<DueDays> Runs(Explanation explanation, DayRole role) => [.. explanation.Runs(role).Select(DueDays.Of)];
}

/// <summary>Days one after another that are alike.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last, included.</param>
/// <param name="Days">How many.</param>
/// <param name="Kind">workingDay, weekend, holiday, makeUpWorkday or localClosure.</param>
/// <param name="Name">The holiday, the closure's reason or the pause's ground.</param>
public sealed record DueDays(DateOnly From, DateOnly To, int Days, string Kind, string? Name)
{
    internal static DueDays Of(DayRun run) => new(run.First, run.Last, run.Days, DayKindNames.Of(run.Kind), run.Name);
}

/// <summary>A pause and the days it took out.</summary>
/// <param name="From">When the clock was stopped.</param>
/// <param name="Until">When it went on; null while it stands.</param>
/// <param name="Ground">Why.</param>
/// <param name="DaysExcluded">Days that would have counted; 0 for hours.</param>
public sealed record DuePause(DateTimeOffset From, DateTimeOffset? Until, string Ground, int DaysExcluded)
{
    internal static DuePause Of(ExplainedPause paused) =>
        new(paused.Pause.From, paused.Pause.Until, paused.Pause.Ground, paused.DaysExcluded);
}

/// <summary>An explanation in sentences.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record DueText(ImmutableArray<string> Zh, ImmutableArray<string> En)
{
    internal static DueText Of(Explanation explanation) => new(
        ExplanationText.Sentences(explanation, CultureInfo.GetCultureInfo("zh-CN")),
        ExplanationText.Sentences(explanation, CultureInfo.GetCultureInfo("en")));
}
