namespace Tenancy.Accounts;

/// <summary>One line of an audit log as its auditor reads it: who did what to what, and what came of it.</summary>
/// <param name="N">Its number, from 1 without gaps.</param>
/// <param name="At">When, by the database's clock, UTC.</param>
/// <param name="Actor">Who: jurisdiction key / sign-in name or client id.</param>
/// <param name="Act">What, a stable code.</param>
/// <param name="Subject">To what.</param>
/// <param name="Stage">Intent, end, refusal or failure.</param>
/// <param name="Code">Why it was refused or failed, a stable code; null where it did not.</param>
/// <param name="Related">Of an intent, the number of its end; of an end, that of its intent; null = none.</param>
public sealed record AuditLine(
    long N, DateTimeOffset At, string Actor, string Act, string Subject, AuditStage Stage, string? Code, long? Related);
