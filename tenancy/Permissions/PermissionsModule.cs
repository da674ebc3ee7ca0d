using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Tenancy.Permissions;

/// <summary>Permissions as ASP.NET Core's authorization understands them.</summary>
public static class PermissionsModule
{
    /// <summary>Denies every endpoint that does not say what it needs, and answers for those that do.</summary>
    public static IServiceCollection AddPermissions(this IServiceCollection services)
    {
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, NeedsPolicies>();
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, DeadSessionChallenge>();
        return services;
    }
}
