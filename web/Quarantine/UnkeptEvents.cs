namespace Web.Quarantine;

/// <summary>Refused events of a department that its quarantine had no room for, and of which nobody has said yet what became of them.</summary>
/// <param name="Department">Id of the department.</param>
/// <param name="Missing">How many.</param>
/// <param name="UpTo">How many were never kept, settled ones too: settling names it, so that what comes meanwhile stays missing.</param>
/// <param name="From">When the first of the missing came, UTC; null where an earlier version did not note it.</param>
/// <param name="Until">When the last of them came, UTC; null likewise.</param>
public sealed record UnkeptEvents(int Department, long Missing, long UpTo, DateTimeOffset? From, DateTimeOffset? Until);
