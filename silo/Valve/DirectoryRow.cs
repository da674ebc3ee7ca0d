namespace Silo.Valve;

/// <summary>A department in the directory that goes upward: its name and the state of its connection, counts and instants alone.</summary>
internal sealed record DirectoryRow(
    int Origin, int Epoch, long Version, int Department, string Name, bool HasSystem, int Items, long Accepted, long Refused, DateTime? LastRecordedAt,
    DateTime? LastOccurredAt, long Quarantined, DateTime CountedAt);
