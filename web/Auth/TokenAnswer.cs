using System.Text.Json.Serialization;

namespace Web.Auth;

/// <summary>An issued token (RFC 6749, section 5.1).</summary>
/// <param name="AccessToken">The token: opaque to the client, to be sent as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Its life in seconds.</param>
/// <param name="Scope">What it is good for, separated by spaces.</param>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope);
