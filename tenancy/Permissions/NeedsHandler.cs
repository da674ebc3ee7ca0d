using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Tenancy.Callers;

namespace Tenancy.Permissions;

/// <summary>Answers whether the caller behind a principal holds what is needed, by its session row as it stands.</summary>
internal sealed class NeedsHandler(LiveCallers callers) : AuthorizationHandler<NeedsRequirement>
{
    /// <inheritdoc/>
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsRequirement requirement)
    {
        var http = context.Resource as HttpContext;
        var caller = await callers.FindAsync(context.User, http?.RequestAborted ?? default);
        if (http is not null)
            http.KeepCaller(caller);
        if (caller is not null && (requirement.Whole ? caller.Can(requirement.Permission, caller.Tenant) : caller.Has(requirement.Permission)))
            context.Succeed(requirement);
    }
}
