using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Web.Demo;
using Xunit;

namespace Browser.Tests;

/// <summary>A department's own system, connected like any other: a token for its secret, then events.</summary>
internal sealed class DepartmentSystem : IDisposable
{
    private readonly HttpClient _http;
    private readonly DemoFile.Machine _machine;

    private DepartmentSystem(HttpClient http, DemoFile.Machine machine)
    {
        _http = http;
        _machine = machine;
    }

    /// <summary>Key of its jurisdiction.</summary>
    public string Jurisdiction => _machine.Jurisdiction;

    /// <summary>Code of an item of its department.</summary>
    public string Item => _machine.Items[0];

    /// <summary>Connects as the first system of the demo, or of one of its jurisdictions.</summary>
    public static async Task<DepartmentSystem> OpenAsync(RunningPlatform platform, string? jurisdiction = null)
    {
        var machine = platform.Demo.Systems.First(system => jurisdiction is null || system.Jurisdiction == jurisdiction);
        var http = new HttpClient { BaseAddress = platform.Address };
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", machine.ClientId), new("client_secret", machine.ClientSecret), new("scope", "events"),
        ]);
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return new DepartmentSystem(http, machine);
    }

    /// <summary>Tells that new cases were submitted and accepted just now.</summary>
    public async Task AcceptCasesAsync(int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var batch = Guid.NewGuid().ToString("N")[..8];
        var events = Enumerable.Range(1, count).SelectMany(number => new[]
        {
            Event($"{batch}-{number}", "submitted", now.AddSeconds(-2)),
            Event($"{batch}-{number}", "accepted", now.AddSeconds(-1)),
        });
        using var answer = await _http.PostAsJsonAsync("/api/v1/events", events);
        answer.EnsureSuccessStatusCode();
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(0, told.GetProperty("refused").GetArrayLength());
    }

    /// <summary>Tells something that is refused.</summary>
    public async Task TellRefusedAsync(string caseNo, string kind)
    {
        using var answer = await _http.PostAsJsonAsync("/api/v1/events", new[] { Event(caseNo, kind, TimeProvider.System.GetUtcNow().AddSeconds(-1)) });
        answer.EnsureSuccessStatusCode();
        Assert.Equal(1, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("refused").GetArrayLength());
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private object Event(string caseNo, string kind, DateTimeOffset occurredAt) => new
    {
        eventId = $"{caseNo}-{kind}", caseNo, itemCode = _machine.Items[0], department = _machine.Department, kind, occurredAt, data = new { },
    };
}
