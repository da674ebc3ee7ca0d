namespace Web.Import.Jobs;

/// <summary>An import that is over and whose end the audit log has not been told.</summary>
/// <param name="Job">The import.</param>
/// <param name="FileName">What its file is called.</param>
/// <param name="Actor">Who uploaded it, by sign-in name.</param>
/// <param name="Intent">Number of its intent in the audit log.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Fault">Why it failed as a whole; null when it did not.</param>
/// <param name="Summary">What came of it; null unless it has ended.</param>
internal sealed record UntoldEnd(Guid Job, string FileName, string Actor, long Intent, ImportStatus Status, string? Fault, ImportSummary? Summary);
