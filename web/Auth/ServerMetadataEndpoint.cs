using System.Text.Json.Serialization;
using Tenancy.Machines;
using Tenancy.Permissions;

namespace Web.Auth;

/// <summary><c>GET /.well-known/oauth-authorization-server</c>: what a client library must know (RFC 8414, section 2).</summary>
internal static class ServerMetadataEndpoint
{
    public static void MapServerMetadata(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/oauth-authorization-server", Describe)
            .OpenToAll("Read by clients before they have a token (RFC 8414, section 3).")
            .WithName("AuthorizationServer")
            .WithTags("Sign-in")
            .WithSummary("Describe the token endpoint (RFC 8414).");

    private static ServerMetadata Describe(HttpRequest request, IConfiguration configuration)
    {
        var issuer = (configuration["Platform:PublicUrl"] ?? $"{request.Scheme}://{request.Host}{request.PathBase}").TrimEnd('/');
        return new ServerMetadata(
            issuer, issuer + TokenEndpoint.Path, ["client_secret_basic", "client_secret_post"], ["client_credentials"], [], MachineScopes.All,
            $"{issuer}/openapi/v1.json");
    }

    /// <summary>The members of RFC 8414, section 2, that apply.</summary>
    internal sealed record ServerMetadata(
        [property: JsonPropertyName("issuer")] string Issuer,
        [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
        [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> Methods,
        [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> Grants,
        [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> Responses,
        [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> Scopes,
        [property: JsonPropertyName("service_documentation")] string Documentation);
}
