namespace Web.Quarantine;

/// <summary>A refused event without its bytes.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">What became of it.</param>
/// <param name="FirstAt">When this content first came, UTC.</param>
/// <param name="LastAt">When it last came, UTC.</param>
/// <param name="Times">How often it came, sendings from here included.</param>
/// <param name="EventId">The sender's id of the event, where it could be read.</param>
/// <param name="Field">The field at fault, as a path; empty where none could be read.</param>
/// <param name="Code">Stable code of the refusal.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Resolution">Who decided what, when; null while it is open.</param>
public sealed record QuarantineLine(
    QuarantineId Id, QuarantineState State, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times, string? EventId,
    string Field, string Code, string Message, string Expected, QuarantineResolution? Resolution)
{
    /// <summary>Whether the same content came again after it had been decided about.</summary>
    public bool CameAgain => Resolution is { } resolution && LastAt > resolution.At;
}

/// <summary>The end of a refused event.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">The sign-in name of who did it.</param>
/// <param name="EventId">The id of the event that was recorded; null where it was dismissed.</param>
/// <param name="CaseNo">The case it was recorded in.</param>
/// <param name="Reason">Why it was dismissed.</param>
public sealed record QuarantineResolution(DateTimeOffset At, string By, string? EventId, string? CaseNo, string? Reason);

/// <summary>A page of the list.</summary>
/// <param name="Lines">The last to come first.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record QuarantinePage(IReadOnlyList<QuarantineLine> Lines, QuarantineCursor? Next);
