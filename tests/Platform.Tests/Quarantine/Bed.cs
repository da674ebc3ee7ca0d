using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Grains.Cases;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Server;
using Tenancy.Machines;
using Web.Demo.Items;
using Xunit;

namespace Platform.Tests.Quarantine;

/// <summary>柯城区 with its catalogue, and its departments' systems.</summary>
public sealed class Bed(PostgresServer server) : IAsyncLifetime
{
    public const string County = "330802";

    public TestSite Site { get; } = new(server);

    /// <summary>An item and the department that handles it.</summary>
    public DemoItem Item { get; private set; } = null!;

    /// <summary>Code of that department.</summary>
    public string Department => Item.Content.Department;

    /// <summary>Code of another department.</summary>
    public string Other { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        var catalogue = await Site.Services.GetRequiredService<DemoCatalogueSeeder>().SeedAsync(Site.Platform[County].Id, CancellationToken.None);
        Item = catalogue.Items.First(item => item.RetiredFrom is null);
        Other = catalogue.Departments.First(department => department.Code != Department).Code;
    }

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    /// <summary>A department's system with a token for these scopes.</summary>
    public async Task<HttpClient> SystemAsync(string? department = null, string scope = "events", string jurisdiction = County, string source = MachineSources.Interface)
    {
        var (credentials, _) = await Site.Platform.Services.GetRequiredService<MachineClients>().RegisterAsync(
            await new People(Site.Platform).EnsureAdministratorAsync(), Site.Platform[jurisdiction].Id, $"system-{Guid.NewGuid():N}", department ?? Department, [scope], source);
        var client = Site.NewClient();
        using var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = credentials!.ClientId, ["client_secret"] = credentials.ClientSecret,
        }));
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>An event as JSON; what is replaced makes it faulty.</summary>
    public string Event(string caseNo, string eventId, string? itemCode = null, string kind = "submitted") => $$$"""
        {"eventId":"{{{eventId}}}","caseNo":"{{{caseNo}}}","itemCode":"{{{itemCode ?? Item.Code}}}","kind":"{{{kind}}}","occurredAt":"2026-11-20T09:30:00+08:00","data":{"applicantName":"申请人甲"}}
        """;

    /// <summary>Sends events as they stand; returns the answer.</summary>
    public static async Task<JsonElement> SendAsync(HttpClient system, params string[] events)
    {
        using var answer = await system.PostAsync("/api/v1/events", new StringContent($"[{string.Join(',', events)}]", Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The entry of an event id in the department's quarantine.</summary>
    public static async Task<JsonElement> EntryAsync(HttpClient client, string eventId, string state = "open") =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine?state={state}&limit=500")).GetProperty("entries").EnumerateArray()
            .Single(entry => entry.GetProperty("eventId").GetString() == eventId);

    /// <summary>How many events of a case are recorded, those apart that the platform adds itself.</summary>
    public async Task<int> EventsAsync(string caseNo) => (await FactsAsync(caseNo)).Count;

    /// <summary>What is recorded of a case, without what the platform adds itself, in the order of recording.</summary>
    public async Task<IReadOnlyList<CaseFact>> FactsAsync(string caseNo)
    {
        var tenant = Site.Platform[County].Id;
        var bodies = await Site.Platform.Server.ListAsync<byte[]>(
            Site.Platform[County].Database,
            $"select e.body from event e join case_file c on c.tenant = e.tenant and c.id = e.grain and c.month = e.month where c.case_no = '{caseNo}' and c.tenant = {tenant} order by e.n");
        return [.. bodies.Select(body => CanonicalEvent.ReadCaseFact(body).Fact).Where(fact => fact.Source != CaseSource.Platform)];
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>What an answer is about.</summary>
    public static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
}
