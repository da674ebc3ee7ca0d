using Grains.Calendars;
using Grains.Clocks;

namespace Grains.Cases;

/// <summary>When a fact counts as told: as a rule when it was recorded, earlier where the delay was not its teller's.</summary>
/// <remarks>
/// It is settled when the fact is recorded and stands in the chain with it. No deadline rests on it, only the faults of telling
/// late do. What is told before it happened was not told then.
/// </remarks>
public static class Telling
{
    /// <summary>Working days after the one on which it was refused until which an event can be sent again and count from then: one, as for telling anything (platform default).</summary>
    private static readonly Limit ToSendAgain = Limit.WorkingDays(1);

    /// <summary>When a fact counts as told.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="recordedAt">When it is recorded, by the database's clock, UTC.</param>
    /// <param name="calendar">Calendar of the jurisdiction.</param>
    /// <param name="outages">The platform's own, in order.</param>
    /// <returns>Never later than <paramref name="recordedAt"/>.</returns>
    public static DateTimeOffset CountsFrom(CaseFact fact, DateTimeOffset recordedAt, WorkCalendar calendar, ReadOnlySpan<Outage> outages)
    {
        var told = recordedAt;
        if (fact.CameBefore is { } first && fact.OccurredAt <= first.At && first.At < recordedAt)
        {
            var lastly = Clock.Due(calendar, first.At, ToSendAgain);
            var sent = recordedAt - Lost(first.At, recordedAt, outages);
            if (first.PlatformAtFault || (!lastly.Provisional && sent < lastly.Instant))
                told = first.At;
        }

        return fact.OccurredAt < told ? told - Lost(fact.OccurredAt, told, outages) : told;
    }

    /// <summary>How much of the time between could not be used to tell anything.</summary>
    private static TimeSpan Lost(DateTimeOffset from, DateTimeOffset until, ReadOnlySpan<Outage> outages)
    {
        var (lost, counted) = (TimeSpan.Zero, from);
        foreach (var outage in outages)
        {
            var begin = outage.From > counted ? outage.From : counted;
            var end = outage.Until + Outage.CatchingUp < until ? outage.Until + Outage.CatchingUp : until;
            if (end <= begin)
                continue;
            lost += end - begin;
            counted = end;
        }

        return lost;
    }
}
