using System.Collections.Immutable;
using System.Globalization;
using System.Resources;
using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>An explanation in sentences, Chinese or English, for screens, notices and the interface's answers.</summary>
/// <remarks>The words stand in ExplanationText.resx (Chinese) and ExplanationText.en.resx.</remarks>
public sealed class ExplanationText
{
    private static readonly ResourceManager Words = new(typeof(ExplanationText));

    private readonly Explanation _explanation;
    private readonly CultureInfo _culture;

    private ExplanationText(Explanation explanation, CultureInfo culture) => (_explanation, _culture) = (explanation, culture);

    /// <summary>The sentences, in the order in which one would say them.</summary>
    /// <param name="explanation">What to say.</param>
    /// <param name="culture">English for cultures of English; Chinese for every other.</param>
    public static ImmutableArray<string> Sentences(Explanation explanation, CultureInfo culture)
    {
        var spoken = string.Equals(culture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal) ? "en-US" : "zh-CN";
        return [.. new ExplanationText(explanation, CultureInfo.GetCultureInfo(spoken)).Sentences()];
    }

    private bool ByHours => _explanation.Limit.Unit == LimitUnit.Hours;

    private IEnumerable<string> Sentences()
    {
        yield return ByHours
            ? Say("StartHours", Full(_explanation.StartDay), Time(_explanation.Start))
            : Say(_explanation.IsSameDay ? "StartSameDay" : "Start", Full(_explanation.StartDay));
        yield return Limit();
        if (_explanation.Counted.Any())
            yield return Say("Counted", Runs(DayRole.Counted));
        if (_explanation.Skipped.Any())
            yield return Say("Skipped", Runs(DayRole.Skipped));
        foreach (var pause in _explanation.Pauses)
        {
            yield return Pause(pause);
            if (pause.Pause.RecordedAt is { } recorded && _explanation.Zone.DayOf(recorded) > pause.FirstDay)
                yield return Say("PauseRecorded", Full(_explanation.Zone.DayOf(recorded)), Time(recorded));
        }

        if (_explanation.Days is [.., { Role: DayRole.MovedTo } moved])
            yield return Say("Moved", Full(moved.Day));
        yield return Result();
        if (_explanation.Due.Provisional)
            yield return Provisional();
    }

    private string Limit()
    {
        if (_explanation.IsSameDay)
            return Word(_explanation.IsForDeciding ? "LimitImmediate" : "LimitSameDay");
        return Say($"Limit{_explanation.Limit.Unit}{(_explanation.Limit.Amount == 1 ? "One" : "")}", _explanation.Limit.Amount);
    }

    private string Result()
    {
        var due = _explanation.Due;
        if (due.IsPaused)
            return ByHours ? Say("StandingHours") : Say("Standing", _explanation.DaysLeft);
        return ByHours
            ? Say("DueHours", Full(_explanation.Zone.DayOf(due.Instant)), Time(due.Instant))
            : Say("DueDay", Full(due.Day));
    }

    private string Provisional() => _explanation.Coverage == Coverage.None
        ? Say("ProvisionalNone")
        : Say("Provisional", Full(_explanation.Coverage.From), Full(_explanation.Coverage.To));

    private string Pause(ExplainedPause paused)
    {
        var (from, until, ground) = paused.Pause;
        return (until, paused.LastDay, ByHours) switch
        {
            ({ } end, { } last, true) => Say("PauseHours", Full(paused.FirstDay), Time(from), Full(last), Time(end), Ground(ground)),
            (_, { } last, false) => Say("Pause", Full(paused.FirstDay), Full(last), Ground(ground), paused.DaysExcluded),
            (_, _, true) => Say("PauseOpenHours", Full(paused.FirstDay), Time(from), Ground(ground)),
            _ => Say("PauseOpen", Full(paused.FirstDay), Ground(ground)),
        };
    }

    private string Runs(DayRole role) => string.Join(Word("Separator"), _explanation.Runs(role).Select(Run));

    private string Run(DayRun run)
    {
        var named = Label(run) is { } label ? (Suffix: "Named", Text: label) : (Suffix: "", Text: "");
        return run.Days == 1
            ? Say($"Day{named.Suffix}", Short(run.First), named.Text)
            : Say($"Range{named.Suffix}", Short(run.First), Short(run.Last), run.Days, named.Text);
    }

    private string? Label(DayRun run)
    {
        if (run.Kind == DayKind.WorkingDay)
            return null;
        var kind = Word($"Kind{run.Kind}");
        return run.Name == null ? kind : Say("KindNamed", kind, run.Name);
    }

    private string Ground(string ground) => ground.Length == 0 ? Word("GroundUnnamed") : ground;

    private string Full(DateOnly day) => day.ToString(Word("FullDate"), _culture);

    private string Short(DateOnly day) =>
        day.Year == _explanation.StartDay.Year ? day.ToString(Word("ShortDate"), _culture) : Full(day);

    private string Time(DateTimeOffset instant) => _explanation.Zone.Local(instant).ToString(Word("Time"), _culture);

    private string Word(string key) => Words.GetString(key, _culture) ?? throw new MissingManifestResourceException(key);

    private string Say(string key, params object[] with) => string.Format(_culture, Word(key), with);
}
