using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Web.Demo;

/// <summary>How one department's system talks to the platform: a token for its secret, then events, like any other system.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class DemoClient(HttpClient http, DemoSystem system, TimeProvider time)
{
    private static readonly TimeSpan EarlierThanItEnds = TimeSpan.FromMinutes(2);

    private string? _token;
    private DateTimeOffset _goodUntil;

    /// <summary>Sends events, at most 5,000, and returns what the platform answered.</summary>
    /// <exception cref="HttpRequestException">The platform could not be reached or refused the request as a whole.</exception>
    public async Task<DemoAnswer> SendAsync(IReadOnlyList<DemoEvent> events, CancellationToken cancellation)
    {
        using var first = await PostAsync(events, cancellation);
        if (first.StatusCode != HttpStatusCode.Unauthorized)
            return await AnswerAsync(first, cancellation);
        // The token ended before its time: the client was suspended, or the session store was emptied. Once more with a new one.
        _token = null;
        using var second = await PostAsync(events, cancellation);
        return await AnswerAsync(second, cancellation);
    }

    private async Task<HttpResponseMessage> PostAsync(IReadOnlyList<DemoEvent> events, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = JsonContent.Create(events, options: DemoEvent.Form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellation));
        return await http.SendAsync(request, cancellation);
    }

    private static async Task<DemoAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<DemoAnswer>(DemoEvent.Form, cancellation))!;
    }

    private async Task<string> TokenAsync(CancellationToken cancellation)
    {
        if (_token is not null && time.GetUtcNow() < _goodUntil)
            return _token;
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", system.ClientId), new("client_secret", system.ClientSecret), new("scope", "events"),
        ]);
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, cancellation);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<Token>(cancellation))!;
        _goodUntil = time.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresIn) - EarlierThanItEnds;
        return _token = token.AccessToken;
    }

    private sealed record Token([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}

/// <summary>What the data interface answered.</summary>
/// <param name="Accepted">Number of events stored now.</param>
/// <param name="Duplicate">Number of events stored before.</param>
/// <param name="Refused">The events in quarantine.</param>
internal sealed record DemoAnswer(int Accepted, int Duplicate, IReadOnlyList<JsonElement> Refused);
