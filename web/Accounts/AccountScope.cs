using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Tenancy;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Web.Interface;

namespace Web.Accounts;

/// <summary>Which jurisdiction's accounts and clients a caller may administer, and how a refusal is answered.</summary>
internal static class AccountScope
{
    /// <summary>The jurisdiction asked for, the own where none is; false where it is unknown or out of the caller's reach.</summary>
    public static bool TryPlace(
        this Jurisdictions jurisdictions, Caller caller, string? key, Permission permission, [NotNullWhen(true)] out Jurisdiction? place) =>
        (key is null ? jurisdictions.Tree.TryFind(caller.Tenant, out place) : jurisdictions.Tree.TryFind(key, out place))
        && caller.CanBelow(permission, place.Id, jurisdictions.Tree);

    /// <summary>403 for a jurisdiction that is unknown or out of reach: which of the two, nobody is told.</summary>
    public static ProblemHttpResult OutOfReach() => Problems.Of(
        StatusCodes.Status403Forbidden, "not-permitted", "The caller does not administer this jurisdiction.", "the key of the own jurisdiction or of one below it");

    /// <summary>A refusal as problem details.</summary>
    public static ProblemHttpResult Of(AccountRefusal refusal) => Problems.Of(StatusOf(refusal), refusal.Code, refusal.Message, "see the message");

    private static int StatusOf(AccountRefusal refusal) => refusal.Code switch
    {
        "not-permitted" or "own-account" or "not-held" or "holds-more" or "watches-you" or "suspended-above" or "system-not-held" => StatusCodes.Status403Forbidden,
        "account-unknown" or "machine-unknown" or "grant-unknown" or "invitation-unknown" => StatusCodes.Status404NotFound,
        "name-taken" or "offices-exclude-each-other" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
