using Grains.Journal;

namespace Web.Quarantine;

/// <summary>What came of sending a refused event again.</summary>
public abstract record ResubmitOutcome
{
    private ResubmitOutcome()
    {
    }

    /// <summary>It is an event of its case now.</summary>
    /// <param name="EventId">The event's id.</param>
    /// <param name="CaseNo">The case.</param>
    /// <param name="WasKnown">Whether the same event had been recorded before.</param>
    public sealed record Recorded(string EventId, string CaseNo, bool WasKnown) : ResubmitOutcome;

    /// <summary>It is refused again; nothing has changed.</summary>
    /// <param name="Fault">Where and why.</param>
    public sealed record Refused(RefusedEvent Fault) : ResubmitOutcome;

    /// <summary>Somebody has already decided about it.</summary>
    /// <param name="Line">How it stands.</param>
    public sealed record Decided(QuarantineLine Line) : ResubmitOutcome;

    /// <summary>Another correction of it is on its way at this moment.</summary>
    public sealed record Busy : ResubmitOutcome;

    /// <summary>There is none, or it belongs to a department for which the caller may not decide.</summary>
    public sealed record Unknown : ResubmitOutcome;

    /// <summary>The database did not answer: it may or may not be recorded; sending the same again tells.</summary>
    public sealed record Uncertain : ResubmitOutcome;
}
