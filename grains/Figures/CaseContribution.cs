using Grains.Calendars;
using Grains.Cases;

namespace Grains.Figures;

/// <summary>What one case adds to the figures of its department: the one definition of every indicator of cases.</summary>
/// <remarks>
/// <para>Accepted: accepted, or deemed accepted. Closed: accepted, and decided or ended; dated by the day the clock stopped.
/// Late: closed after the deadline then in force, the earlier of legal and promised. On time: closed and not late.
/// Open: accepted and not closed. Overdue: open and past the deadline in force at the instant of judging.</para>
/// <para>So accepted = open + closed and closed = on time + late, always; and a rate of punctuality counts overdue ones too.</para>
/// </remarks>
/// <param name="ReceivedOn">Day of receipt in the jurisdiction's zone.</param>
/// <param name="AcceptedOn">Day of acceptance.</param>
/// <param name="ClosedOn">Day on which the clock stopped for good.</param>
/// <param name="Late">Closed late.</param>
/// <param name="Overdue">Open and overdue.</param>
public readonly record struct CaseContribution(DateOnly? ReceivedOn, DateOnly? AcceptedOn, DateOnly? ClosedOn, bool Late, bool Overdue)
{
    /// <summary>Accepted and not closed.</summary>
    public bool Open => AcceptedOn is not null && ClosedOn is null;

    /// <summary>The contribution of a state as judged; days are those of <paramref name="zone"/>.</summary>
    public static CaseContribution Of(CaseState state, Judgement judgement, Zone zone)
    {
        var accepted = state.AcceptedAt is { } acceptedAt ? zone.DayOf(acceptedAt) : (DateOnly?)null;
        var closed = accepted is not null && judgement.StoppedAt is { } stoppedAt ? zone.DayOf(stoppedAt) : (DateOnly?)null;
        return new(
            state.OpenedAt is { } openedAt ? zone.DayOf(openedAt) : null,
            accepted,
            closed,
            closed is not null && judgement.Late,
            accepted is not null && closed is null && judgement.Overdue);
    }
}
