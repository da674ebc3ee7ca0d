using System.Text.Json;

namespace Tenancy.Accounts;

/// <summary>A line of an audit log about a way into an account.</summary>
/// <param name="Tenant">Whose log.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: jurisdiction key / sign-in name.</param>
/// <param name="Action"><c>account-reset</c>, <c>invitation-accepted</c>, <c>reset-confirmed</c> or <c>reset-disputed</c>.</param>
/// <param name="Account">Sign-in name of the account.</param>
/// <param name="MadeBy">Who had made the link that was accepted, confirmed or disputed: jurisdiction key / account name; null where the log does not say.</param>
public sealed record AccountResetLine(TenantId Tenant, DateTimeOffset At, string Actor, string Action, string Account, string? MadeBy)
{
    internal static AccountResetLine Of(TenantId tenant, DateTimeOffset at, string actor, string action, string account, string details)
    {
        using var document = JsonDocument.Parse(details);
        var root = document.RootElement;
        var makers = root.TryGetProperty("madeBy", out var one) ? [one.GetString()!]
            : root.TryGetProperty("resets", out var all) ? all.EnumerateArray().Select(reset => reset.GetProperty("madeBy").GetString()!).Distinct(StringComparer.Ordinal).ToArray()
            : Array.Empty<string>();
        return new(tenant, at, actor, action, account, makers.Length == 0 ? null : string.Join(", ", makers));
    }
}
