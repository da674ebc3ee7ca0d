namespace Tenancy.Accounts;

/// <summary>Which entries of an audit log a list shows.</summary>
/// <param name="Actor">Who: jurisdiction key / sign-in name or client id; null = anybody.</param>
/// <param name="Act">What, a stable code; intents and refusals of it included; null = anything.</param>
/// <param name="From">At or after this instant, UTC; null = from the beginning.</param>
/// <param name="Until">Before this instant, UTC; null = until now.</param>
/// <param name="Before">Only entries numbered lower; null = from the last one.</param>
public sealed record AuditFilter(
    string? Actor = null, string? Act = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, long? Before = null);
