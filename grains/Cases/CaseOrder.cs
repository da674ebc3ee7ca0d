namespace Grains.Cases;

/// <summary>The order in which facts fold: when they happened; at one instant, in the order of the procedure; then by event id.</summary>
/// <remarks>
/// It does not depend on the order of arrival, so that any order of arrival gives the same state. Event ids compare by
/// length first, so that numbered ids (e9, e10) keep their sequence. A fact of the platform's own about an elapsed limit
/// comes first at its instant: what the office did at that very instant came too late.
/// </remarks>
public sealed class CaseOrder : IComparer<RecordedFact>
{
    /// <summary>The order.</summary>
    public static readonly CaseOrder Instance = new();

    private CaseOrder()
    {
    }

    /// <inheritdoc/>
    public int Compare(RecordedFact? x, RecordedFact? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var (a, b) = (x.Fact, y.Fact);
        var order = a.OccurredAt.UtcTicks.CompareTo(b.OccurredAt.UtcTicks);
        if (order == 0)
            order = Rank(a.Kind).CompareTo(Rank(b.Kind));
        if (order == 0)
            order = a.EventId.Length.CompareTo(b.EventId.Length);
        return order != 0 ? order : string.CompareOrdinal(a.EventId, b.EventId);
    }

    /// <summary>Where a kind stands in the procedure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such kind.</exception>
    public static int Rank(CaseEventKind kind) => kind switch
    {
        CaseEventKind.Submitted => 10,
        CaseEventKind.DeemedAccepted => 11,
        CaseEventKind.SupplementRequested => 20,
        CaseEventKind.SupplementReceived => 21,
        CaseEventKind.CaseFiled => 30,
        CaseEventKind.Accepted => 31,
        CaseEventKind.NotAccepted => 32,
        CaseEventKind.StepStarted => 40,
        CaseEventKind.EvidenceTaken => 41,
        CaseEventKind.PartyTold => 42,
        CaseEventKind.Heard => 43,
        CaseEventKind.StepCompleted => 44,
        CaseEventKind.Suspended => 50,
        CaseEventKind.Resumed => 51,
        CaseEventKind.Extended => 52,
        CaseEventKind.FeeCharged => 53,
        CaseEventKind.Forwarded => 60,
        CaseEventKind.Approved => 70,
        CaseEventKind.Rejected => 71,
        CaseEventKind.Decided => 72,
        CaseEventKind.Published => 80,
        CaseEventKind.Delivered => 81,
        CaseEventKind.Served => 82,
        CaseEventKind.Executed => 83,
        CaseEventKind.Withdrawn => 90,
        CaseEventKind.Terminated => 91,
        CaseEventKind.Closed => 92,
        CaseEventKind.Revoked => 100,
        CaseEventKind.Reconsideration => 101,
        CaseEventKind.Litigation => 102,
        CaseEventKind.FollowUpInspected => 103,
        CaseEventKind.Rated => 104,
        CaseEventKind.Corrected => 105,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of event."),
    };
}
