using Microsoft.AspNetCore.Authorization;

namespace Tenancy.Permissions;

/// <summary>Says that an endpoint or page needs no permission, and why.</summary>
/// <param name="reason">Why nobody has to sign in for it; read by reviewers and printed by the test of all routes.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenToAllAttribute(string reason) : Attribute, IAllowAnonymous
{
    /// <summary>Why nobody has to sign in for it.</summary>
    public string Reason { get; } = reason;
}
