namespace Tenancy.Accounts;

/// <summary>Why a change of accounts, roles or machines was refused; the code is stable.</summary>
/// <param name="Code">One of the codes below, or of Identity's for a password.</param>
/// <param name="Message">What it means, in English, for a log or an API answer.</param>
public sealed record AccountRefusal(string Code, string Message)
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["not-permitted"] = "The caller administers neither this jurisdiction nor one above it.",
        ["own-account"] = "Nobody grants to, takes from, suspends or resets the own account.",
        ["name-taken"] = "The jurisdiction has an account or client of this name.",
        ["account-unknown"] = "The jurisdiction has no such account.",
        ["invitation-unknown"] = "The invitation is unknown, used, too old, or its account is suspended.",
        ["machine-unknown"] = "The jurisdiction has no such client.",
        ["grant-unknown"] = "There is no such grant, or it is revoked already.",
        ["already-expired"] = "The grant would end before it begins.",
        ["not-held"] = "The caller does not hold this role to grant it onward, with this scope and for so long.",
        ["holds-more"] = "The account holds more than the caller may hand on: only who may hand on all of it may change the account.",
        ["watches-you"] = "The auditor watches the administrator of the own jurisdiction; only one above may do this.",
        ["suspended-above"] = "A jurisdiction above has ordered the suspension; only it, or one above it, lifts that.",
        ["system-not-held"] = "The caller does not hold the role of a department's system to grant it onward, for this department.",
        ["role-not-departmental"] = "The role is held for the whole jurisdiction, not for one department.",
        ["offices-exclude-each-other"] = "Administrator, inspector and auditor exclude one another for one person (三员分立).",
    };

    /// <summary>The refusal of this code as the directory's functions answer it; null for <c>ok</c>.</summary>
    internal static AccountRefusal? Of(string outcome) => outcome == "ok" ? null : new(outcome, Known[outcome]);
}
