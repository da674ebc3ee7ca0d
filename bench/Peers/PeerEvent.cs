namespace Bench.Peers;

/// <summary>An event as a peer takes it.</summary>
internal sealed record PeerEvent(
    int Tenant, int Department, string CaseNo, string EventId, string Item, string Kind, string? Step, string? Post, string? Handler,
    DateTimeOffset OccurredAt, string? Data);
