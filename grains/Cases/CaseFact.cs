namespace Grains.Cases;

/// <summary>One thing that happened to a case, as a department tells it: validated in form, not yet judged.</summary>
/// <param name="EventId">The department's own id of the event: unique within department and case, 1 to 100 characters.</param>
/// <param name="CaseNo">办件编号, GB/T 39046 §6.2 no. 1: 1 to 50 characters.</param>
/// <param name="ItemCode">实施编码: code of the catalogue item, 1 to 60 characters.</param>
/// <param name="Kind">What happened.</param>
/// <param name="OccurredAt">When it happened, UTC, microseconds.</param>
/// <param name="Step">Code of the flow's step; null where the kind has none.</param>
/// <param name="Post">Code of the post (岗位) that acted.</param>
/// <param name="Handler">Name or staff number of the handler: personal, never carried upward.</param>
/// <param name="Details">What the kind's <c>data</c> says, personal fields taken out.</param>
/// <param name="Source">By which way it came in.</param>
public sealed record CaseFact(
    string EventId,
    string CaseNo,
    string ItemCode,
    CaseEventKind Kind,
    DateTimeOffset OccurredAt,
    string? Step,
    string? Post,
    string? Handler,
    CaseDetails Details,
    CaseSource Source)
{
    /// <summary>The raw event as it came, for quarantine; at most 64 KiB are kept.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>When the same was told before and refused; null where it was not, or another thing was told.</summary>
    public FirstArrival? CameBefore { get; init; }

    /// <summary>Position in the request, from 0, for located answers.</summary>
    public int Index { get; init; }
}
