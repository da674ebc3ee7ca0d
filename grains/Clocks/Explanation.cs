using System.Collections.Immutable;
using Grains.Calendars;

namespace Grains.Clocks;

/// <summary>Why a limit ends when it does, day by day.</summary>
/// <remarks>Worked out by walking the calendar, not by the arithmetic of <see cref="Clock.Due"/>; a property holds the two together.</remarks>
/// <param name="Zone">The zone of its days.</param>
/// <param name="CalendarVersion">The version of the calendar it rests on.</param>
/// <param name="Coverage">How far that calendar reaches.</param>
/// <param name="Start">The starting event.</param>
/// <param name="StartDay">The local day of the starting event.</param>
/// <param name="Limit">The limit.</param>
/// <param name="Days">From the starting day to the due day, or to the day before an open pause; empty for hours.</param>
/// <param name="Pauses">The pauses, as given.</param>
/// <param name="Due">The result.</param>
public sealed record Explanation(
    Zone Zone,
    int CalendarVersion,
    Coverage Coverage,
    DateTimeOffset Start,
    DateOnly StartDay,
    Limit Limit,
    ImmutableArray<ExplainedDay> Days,
    ImmutableArray<ExplainedPause> Pauses,
    Due Due)
{
    /// <summary>It is the limit for deciding a case, from its acceptance: none at all makes the case an immediate one (即办件).</summary>
    public bool IsForDeciding { get; init; }

    /// <summary>No day is counted beyond the starting one, which is then the last unless it is a day off or paused.</summary>
    public bool IsSameDay => Limit is { Amount: 0, Unit: not LimitUnit.Hours };

    /// <summary>The days that count.</summary>
    public IEnumerable<ExplainedDay> Counted => Days.Where(day => day.Role == DayRole.Counted);

    /// <summary>The days that do not because they are not worked.</summary>
    public IEnumerable<ExplainedDay> Skipped => Days.Where(day => day.Role == DayRole.Skipped);

    /// <summary>The days of a role, neighbours that are alike taken together, in order.</summary>
    public ImmutableArray<DayRun> Runs(DayRole role)
    {
        var runs = ImmutableArray.CreateBuilder<DayRun>();
        foreach (var day in Days.Where(day => day.Role == role))
        {
            if (runs.Count > 0 && runs[^1].Continues(day))
                runs[^1] = runs[^1] with { Last = day.Day };
            else
                runs.Add(new(day.Day, day.Day, day.Role, day.Kind, day.Name));
        }
        return runs.DrainToImmutable();
    }

    /// <summary>How many days are left to count when the clock goes on; 0 unless it stands.</summary>
    public int DaysLeft => !Due.IsPaused || Limit.Unit == LimitUnit.Hours ? 0 : Length - Counted.Count();

    private int Length => Limit.Unit == LimitUnit.Months
        ? StartDay.AddMonths(Limit.Amount).DayNumber - StartDay.DayNumber
        : Limit.Amount;
}
