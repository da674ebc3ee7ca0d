using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Tenancy.Permissions;

/// <summary>Asks whoever comes with an ended session to sign in again, instead of telling him that he may not.</summary>
internal sealed class DeadSessionChallenge : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _standard = new();

    /// <inheritdoc/>
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Forbidden && context.HasDeadSession()
            ? context.ChallengeAsync()
            : _standard.HandleAsync(next, context, policy, authorizeResult);
}
