using Microsoft.AspNetCore.Authentication.BearerToken;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Tenancy.Protection;
using Tenancy.Setup;

namespace Web.Auth;

/// <summary>Who is calling: people by a cookie, machines by a token, both by a session row; and what is denied to whom.</summary>
public static class AuthModule
{
    /// <summary>Registers accounts, permissions, data protection, the two schemes and the limits on guessing.</summary>
    public static IServiceCollection AddAuth(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddPermissions();
        services.AddProtection();
        services.AddSingleton<Invitations>();
        services.AddGuessingLimits();
        services.AddHubSessions();
        services.AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, displayName: null, static options => options.ForwardDefaultSelector = Schemes.Choose)
            .AddCookie(Schemes.Cookie, SiteCookie.Configure)
            .AddBearerToken(Schemes.Token, ConfigureToken);
        return services;
    }

    /// <summary>Reads who is calling, limits guessing, and denies; after routing.</summary>
    public static IApplicationBuilder UseAuth(this IApplicationBuilder app) =>
        app.UseRateLimiter().UseOwnOrigin().UseAuthentication().UseAuthorization();

    /// <summary>Maps tokens and their metadata.</summary>
    public static IEndpointRouteBuilder MapAuth(this IEndpointRouteBuilder routes)
    {
        routes.MapToken();
        routes.MapServerMetadata();
        return routes;
    }

    private static void ConfigureToken(BearerTokenOptions options)
    {
        options.BearerTokenExpiration = SessionLife.Token;
        options.Events.OnMessageReceived = static context =>
        {
            if (Schemes.CarriesHubToken(context.HttpContext))
                context.Token = context.Request.Query[Schemes.TokenParameter];
            return Task.CompletedTask;
        };
    }
}
