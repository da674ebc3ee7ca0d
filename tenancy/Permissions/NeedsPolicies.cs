using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tenancy.Permissions;

/// <summary>Makes the policies that <see cref="NeedsAttribute"/> names, and denies what names none.</summary>
internal sealed class NeedsPolicies : IAuthorizationPolicyProvider
{
    // Forgetting to say what an endpoint needs must show as a refusal, not as an open door. What is no route of ours is an
    // address that does not exist, or routing's own answer to a wrong method or media type.
    private static readonly AuthorizationPolicy Nobody = new AuthorizationPolicyBuilder()
        .RequireAssertion(static context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build();

    private static readonly AuthorizationPolicy Anybody = Policy(Permission.SignedIn, whole: false);

    /// <inheritdoc/>
    public bool AllowsCachingPolicies => true;

    /// <inheritdoc/>
    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        Task.FromResult(Named(policyName, NeedsAttribute.Prefix, whole: false) ?? Named(policyName, NeedsAttribute.WholePrefix, whole: true));

    /// <inheritdoc/>
    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(Anybody);

    /// <inheritdoc/>
    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Nobody);

    private static AuthorizationPolicy? Named(string policyName, string prefix, bool whole) =>
        policyName.StartsWith(prefix, StringComparison.Ordinal) && Enum.TryParse<Permission>(policyName.AsSpan(prefix.Length), out var permission)
            ? Policy(permission, whole)
            : null;

    private static AuthorizationPolicy Policy(Permission permission, bool whole) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new NeedsRequirement(permission, whole)).Build();
}
