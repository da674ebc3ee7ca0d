namespace Web.Calendars;

/// <summary>Why a holiday arrangement was not loaded.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">Where in the file, as the reader of the file says it; null where the code says it all.</param>
public sealed record PaperFault(string Code, string? Detail);
