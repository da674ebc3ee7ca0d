using System.Text.Json.Serialization;

namespace Web.Auth;

/// <summary>Why no token is issued (RFC 6749, section 5.2).</summary>
/// <param name="Error">The code of section 5.2.</param>
/// <param name="Description">What it means here, for the client's developer.</param>
internal sealed record TokenFault(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("error_description")] string Description)
{
    /// <summary>Whether the client is to be told how it may authenticate: it tried to by the header.</summary>
    [JsonIgnore]
    public bool Challenge { get; init; }

    /// <summary>The status of the answer: 401 for a client that is not who it says, 400 for the rest.</summary>
    [JsonIgnore]
    public int Status => Error == "invalid_client" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;

    /// <summary>Unknown client, wrong secret, or none.</summary>
    public static TokenFault InvalidClient(bool basic) =>
        new("invalid_client", "The client is unknown or suspended, or its secret is wrong.") { Challenge = basic };
}
