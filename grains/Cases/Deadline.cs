using Grains.Clocks;
using Grains.Rules;

namespace Grains.Cases;

/// <summary>A deadline as the judge uses it.</summary>
/// <param name="At">The deadline as shown.</param>
/// <param name="LateFrom">The first instant that is late.</param>
/// <param name="Day">The local day on which it ends.</param>
/// <param name="Provisional">It rests on days beyond the calendar's reach: it makes nothing late.</param>
internal readonly record struct Deadline(DateTimeOffset At, DateTimeOffset LateFrom, DateOnly Day, bool Provisional)
{
    /// <summary>No such deadline, or the clock stands.</summary>
    public static readonly Deadline None = new(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, DateOnly.MaxValue, false);

    /// <summary>There is one and its clock runs.</summary>
    public bool Runs => LateFrom != DateTimeOffset.MaxValue;

    /// <summary>It runs and can be missed.</summary>
    public bool Binds => Runs && !Provisional;

    public static Deadline Of(Due due) => due.IsPaused ? None : new(due.Instant, due.Instant, due.Day, due.Provisional);

    /// <summary>A promised instant: done at it is in time.</summary>
    public static Deadline Of(DateTimeOffset promised, DateOnly day) => new(promised, promised.AddMicroseconds(1), day, false);

    public static Deadline Earlier(Deadline a, Deadline b) => b.LateFrom < a.LateFrom ? b : a;

    /// <summary>Whether it was missed by what was done, or not done, by then.</summary>
    public bool MissedBy(DateTimeOffset doneAt) => Binds && doneAt >= LateFrom;

    /// <summary>Whether it was missed by what was done, or by now while nothing was; looked at again when time alone, or the calendar's next paper, can say otherwise.</summary>
    /// <param name="docket">What is being judged.</param>
    /// <param name="start">From when it is counted; null where pauses, or what else is not settled yet, move it.</param>
    /// <param name="doneAt">When what it demands was done; null while it is not.</param>
    public bool IsMissed(ref Docket docket, DateTimeOffset? start, DateTimeOffset? doneAt)
    {
        if (Binds)
            return doneAt is { } at ? MissedBy(at) : docket.HasCome(LateFrom);
        if (Runs)
            docket.AwaitPaper(Day, start, doneAt);
        return false;
    }
}
