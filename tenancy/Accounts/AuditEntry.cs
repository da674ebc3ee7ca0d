namespace Tenancy.Accounts;

/// <summary>One line of a jurisdiction's audit log.</summary>
/// <param name="N">Its number, from 1 without gaps.</param>
/// <param name="At">When, by the database's clock.</param>
/// <param name="Actor">Who: jurisdiction key / sign-in name.</param>
/// <param name="Action">What was done, a stable code.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">More, as JSON.</param>
public sealed record AuditEntry(long N, DateTimeOffset At, string Actor, string Action, string Subject, string Details);
