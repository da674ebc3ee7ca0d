using System.Collections.Immutable;
using Grains.Calendars;
using Grains.Clocks;

namespace Grains.Cases;

/// <summary>One clock of a case, with all it was computed from.</summary>
/// <param name="Kind">What it measures.</param>
/// <param name="Step">Code of the step; null for the others.</param>
/// <param name="Start">When it started, UTC.</param>
/// <param name="Limit">The limit, a lawful extension left out; null where the case carries the promised instant itself.</param>
/// <param name="ExtensionDays">Working days by which a lawful extension moved it.</param>
/// <param name="Clause">The provision, where the law's default stands in for the item's own limit; null otherwise.</param>
/// <param name="Pauses">The lawful pauses that stopped it.</param>
/// <param name="DueAt">When it ends, UTC; null while it stands in a pause.</param>
/// <param name="DoneAt">When what it measures was done, UTC; null while it is not.</param>
/// <param name="Missed">Done, or still not done at the instant of judging, after its end.</param>
/// <param name="Provisional">It rests on days beyond the calendar's reach: it makes nothing late.</param>
public sealed record CaseClock(
    ClockKind Kind, string? Step, DateTimeOffset Start, Limit? Limit, int ExtensionDays, string? Clause, ImmutableArray<Pause> Pauses,
    DateTimeOffset? DueAt, DateTimeOffset? DoneAt, bool Missed, bool Provisional)
{
    /// <summary>It runs: neither done nor standing in a pause.</summary>
    public bool Runs => DoneAt is null && DueAt is not null;

    /// <summary>Why it ends when it does: one part, or two where an extension follows a limit not counted in working days; none for a promised instant.</summary>
    public ImmutableArray<Explanation> Explain(WorkCalendar calendar)
    {
        if (Limit is not { } limit)
            return [];
        if (ExtensionDays == 0 || limit.Unit == LimitUnit.WorkingDays)
            return [Own(calendar, limit with { Amount = Math.Min(limit.Amount + ExtensionDays, Clocks.Limit.MaxAmount) })];
        var own = Own(calendar, limit);
        return own.Due.IsPaused
            ? [own]
            : [own, Clock.Explain(calendar, calendar.Zone.StartOf(own.Due.Day), Clocks.Limit.WorkingDays(ExtensionDays), Pauses.AsSpan())];
    }

    private Explanation Own(WorkCalendar calendar, Limit limit) =>
        Clock.Explain(calendar, Start, limit, Pauses.AsSpan()) with { IsForDeciding = Kind is ClockKind.Legal or ClockKind.Promised };
}
