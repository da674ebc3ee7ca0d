using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Tenancy.Callers;
using Tenancy.Machines;
using Tenancy.Permissions;
using Web.Hosting;

namespace Web.Auth;

/// <summary><c>POST /connect/token</c>: OAuth 2.0 client credentials (RFC 6749, section 4.4).</summary>
internal static class TokenEndpoint
{
    public const string Path = "/connect/token";

    public static void MapToken(this IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, IssueAsync)
            .OpenToAll("A machine comes here to say who it is; its secret is what it is asked for.")
            .TakesAnyText()
            .RequireRateLimiting(GuessingLimits.Token)
            .DisableAntiforgery()
            .WithName("Token")
            .WithTags("Sign-in")
            .WithSummary("Issue a token to a machine client (OAuth 2.0 client credentials, RFC 6749 §4.4).")
            .Accepts<IFormCollection>("application/x-www-form-urlencoded")
            .Produces<TokenAnswer>()
            .Produces<TokenFault>(StatusCodes.Status400BadRequest)
            .Produces<TokenFault>(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> IssueAsync(HttpContext http, MachineClients clients, IOptionsMonitor<BearerTokenOptions> options, TimeProvider time)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        if (!http.Request.HasFormContentType)
            return Refuse(http, new TokenFault("invalid_request", "The body is application/x-www-form-urlencoded."));
        if (await FormAsync(http) is not { } form)
            return Refuse(http, new TokenFault("invalid_request", "The body is no form, or has longer names or values than a form has."));
        var (request, fault) = ClientRequest.Read(http.Request.Headers.Authorization, form);
        if (request is null)
            return Refuse(http, fault!);
        return await clients.BeginAsync(request.ClientId, request.ClientSecret, request.Scopes, http.RequestAborted) switch
        {
            TokenResult.Granted granted => Issue(granted, request.ClientId, options.Get(Schemes.Token), time),
            TokenResult.InvalidScope => Refuse(http, new TokenFault("invalid_scope", "The client was not given every scope it asks for.")),
            _ => Refuse(http, TokenFault.InvalidClient(request.Basic)),
        };
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext http)
    {
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static JsonHttpResult<TokenAnswer> Issue(TokenResult.Granted granted, string client, BearerTokenOptions options, TimeProvider time)
    {
        var ticket = new AuthenticationTicket(
            CallerClaims.Principal(granted.Tenant, granted.Session, client, Schemes.Token),
            new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + granted.Life },
            $"{Schemes.Token}:AccessToken");
        return TypedResults.Json(new TokenAnswer(
            options.BearerTokenProtector.Protect(ticket), "Bearer", (int)granted.Life.TotalSeconds, string.Join(' ', granted.Scopes)));
    }

    private static JsonHttpResult<TokenFault> Refuse(HttpContext http, TokenFault fault)
    {
        if (fault.Challenge)
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"platform\", charset=\"UTF-8\"";
        return TypedResults.Json(fault, statusCode: fault.Status);
    }
}
