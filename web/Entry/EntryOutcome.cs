using System.Collections.Immutable;
using Grains.Rules;
using Web.Interface;

namespace Web.Entry;

/// <summary>What became of a form.</summary>
public abstract record EntryOutcome
{
    private EntryOutcome()
    {
    }

    /// <summary>It is recorded, now or by an earlier press of the same button.</summary>
    /// <param name="Case">Id of the case.</param>
    /// <param name="EventId">Id of the event.</param>
    public sealed record Recorded(long Case, string EventId) : EntryOutcome;

    /// <summary>The interface does not understand it; nothing is recorded.</summary>
    /// <param name="Faults">Where, why, and what would be right.</param>
    public sealed record Refused(IReadOnlyList<RefusedOnTheWire> Faults) : EntryOutcome;

    /// <summary>It would have consequences that nobody has been told of yet; nothing is recorded.</summary>
    /// <param name="Faults">Which; empty when somebody only wanted to know and there are none.</param>
    public sealed record Foretold(ImmutableArray<Fault> Faults) : EntryOutcome;

    /// <summary>The case has moved on since it was read, so that other consequences may follow; nothing is recorded.</summary>
    public sealed record Moved : EntryOutcome;

    /// <summary>Whether it is recorded cannot be known; the same form again is stored once.</summary>
    public sealed record Unknown : EntryOutcome;
}
