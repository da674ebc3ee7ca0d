using System.Net.Http.Headers;
using System.Text.Json;

namespace Bench.Bed;

/// <summary>A department's system: posts batches of events to a node.</summary>
internal sealed class EventPoster(WebNode node, string token)
{
    /// <summary>Posts a JSON array; returns when it is answered, which is when it is durable.</summary>
    public async Task PostAsync(byte[] body, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await node.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
        using var json = JsonDocument.Parse(text);
        if (json.RootElement.GetProperty("accepted").GetInt32() != expected)
            throw new InvalidOperationException($"Not all of {expected} events were accepted: {text[..Math.Min(400, text.Length)]}");
    }
}
