using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Cases;
using Platform.Tests.Isolation;
using Platform.Tests.Server;
using Tenancy.Isolation;
using Tenancy.Machines;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Plans;

/// <summary>
/// Whatever the running platform asks of a database, it asks by an index: as the application's roles, under row-level security, and
/// without statistics, which no isolated table has.
/// </summary>
public sealed class PlanTests(PlanTests.Observed observed) : IClassFixture<PlanTests.Observed>
{
    private const string County = "330802";

    /// <summary>Tables whose size nobody's work limits; all others hold a handful of rows for a tenant.</summary>
    private static readonly string[] Large =
    [
        "case_file", "signal", "person", "personal", "quarantine", "figure", "figure_detail", "escalation", "outbox", "inbox", "seal",
        "item", "item_version", "item_event", "account", "account_role", "web_session", "audit_entry", "import_fault",
    ];

    [Fact]
    public async Task PagesOfEveryList_AreReadByAnIndex()
    {
        using var inspector = await observed.Site.NewClientAsync(County, null, Role.Inspector);
        string[] pages =
        [
            "/", "/cases", "/cases?show=overdue", "/cases?show=done", "/cases?show=late", "/cases?colour=red", "/cases?department=3", "/cases?item=7",
            "/cases?due=past", "/cases?number=C0000", "/jurisdictions", $"/calendar/{County}", "/imports",
            "/signals", "/signals?colour=red&day=2026-11-20", "/signals?show=contradicted", "/signals?department=3&rule=late-entry",
            "/connection", "/quarantine", "/quarantine?department=3", "/quarantine?state=dismissed&code=missing", "/quarantine?from=2026-01-01&field=kind",
        ];
        foreach (var page in pages)
        {
            using var answer = await inspector.GetAsync(page);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{page}: {answer.StatusCode}");
        }

        await AssertIndexedAsync(DatabaseRole.Tenant);
    }

    [Fact]
    public async Task AnswersOfTheInterface_AreReadByAnIndex()
    {
        using var inspector = await observed.Site.NewClientAsync("330800", null, Role.Inspector);
        string[] addresses =
        [
            $"/api/v1/totals?jurisdiction={County}", "/api/v1/totals?jurisdiction=330800", $"/api/v1/totals/trend?jurisdiction={County}",
            $"/api/v1/totals/departments?jurisdiction={County}", $"/api/v1/escalations?jurisdiction={County}", "/api/v1/escalations?before=2026-11-22T00:00:00Z,330802,7",
            $"/api/v1/escalations?jurisdiction={County}&before=2026-11-22T00:00:00Z,330802,7", "/api/v1/items", "/api/v1/departments", "/api/v1/jurisdictions",
            $"/api/v1/connection?jurisdiction={County}", "/api/v1/quarantine", "/api/v1/quarantine?code=missing&field=kind", "/api/v1/quarantine/counts",
        ];
        foreach (var address in addresses)
        {
            using var answer = await inspector.GetAsync(address);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{address}: {answer.StatusCode}");
        }

        await AssertIndexedAsync(DatabaseRole.Tenant);
    }

    [Fact]
    public async Task AccountsClientsAndForms_AreReadByAnIndex()
    {
        using var administrator = await observed.Site.NewClientAsync(County, null, Role.SystemAdministrator);
        using var head = await observed.Site.NewClientAsync(County, null, Role.DepartmentHead);
        foreach (var page in new[] { "/accounts", "/machines", "/api/v1/accounts", "/api/v1/machines" })
            Assert.Equal(HttpStatusCode.OK, (await administrator.GetAsync(page)).StatusCode);
        foreach (var page in new[] { "/cases/new", "/cases/second-entry", $"/cases/second-entry?number=none&item={observed.Item}" })
            Assert.Equal(HttpStatusCode.OK, (await head.GetAsync(page)).StatusCode);
        await AssertIndexedAsync(DatabaseRole.Tenant);
    }

    [Fact]
    public async Task EventsAndWhatFollowsThem_AreWrittenByAnIndex()
    {
        using var client = observed.Site.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToString("O");
        for (var round = 0; round < 3; round++)
        {
            var events = Enumerable.Range(0, 40).Select(n => new
            {
                eventId = $"{round}-{n}", caseNo = $"plan-{n}", itemCode = observed.Item, kind = round == 0 ? "submitted" : round == 1 ? "accepted" : "approved", occurredAt = at, handler = "经办人01",
            });
            using var answer = await client.PostAsJsonAsync("/api/v1/events", events.Cast<object>().Append(new { eventId = $"bad-{round}" }));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await observed.UntilCarriedAsync(County);
        await AssertIndexedAsync(DatabaseRole.Journal);
        await AssertIndexedAsync(DatabaseRole.Valve);
        await AssertIndexedAsync(DatabaseRole.Silo);
        await AssertIndexedAsync(DatabaseRole.Tenant);
    }

    [Fact]
    public async Task ItemsInForce_AreCountedWithoutTheirDocuments()
    {
        var county = observed.Site.Platform[County];
        await observed.Site.Platform.Server.ExecuteAsync(county.Database, "vacuum item_version");
        await using (var session = await observed.Site.Platform.Sessions.OpenValveAsync(county.Id))
        {
            await using var counted = await session.ReadAsync([new("select items from app.items_in_force('Asia/Shanghai')")]);
            Assert.True(await counted.ReadAsync());
        }

        var plans = (await observed.Plans.ReadAsync(PlatformKey.RoleName(DatabaseRole.Valve))).Where(p => p.Query.Contains("min(effective_from)", StringComparison.Ordinal));
        Assert.Contains("Index Only Scan item_version", plans.Last().Scans);
    }

    [Fact]
    public async Task ScanOfAWholeTable_IsFound()
    {
        await using (var session = await observed.Site.Platform.Sessions.OpenAsync(observed.Site.Platform["330100"].Id))
        {
            await Arena.AskAsync(
                await session.ConnectAsync(), "set enable_indexscan = off", "set enable_bitmapscan = off", "select max(handler) from case_file");
        }

        Assert.Contains(await observed.Plans.ReadAsync(PlatformKey.RoleName(DatabaseRole.Tenant)), p => p.Whole.Contains("case_file") && p.Query.Contains("max(handler)", StringComparison.Ordinal));
    }

    private async Task AssertIndexedAsync(DatabaseRole role)
    {
        var plans = await observed.Plans.ReadAsync(PlatformKey.RoleName(role));
        Assert.NotEmpty(plans);
        Assert.Empty(plans.Where(p => p.Whole.Any(t => Large.Contains(t) || t.StartsWith("event_", StringComparison.Ordinal))
            && !p.Query.Contains("max(handler)", StringComparison.Ordinal)).Select(p => $"{string.Join(", ", p.Scans)}: {p.Query}").Distinct());
    }

    private async Task<string> TokenAsync()
    {
        var platform = observed.Site.Platform;
        var actor = await new People(platform).EnsureAdministratorAsync();
        var (credentials, _) = await platform.Services.GetRequiredService<MachineClients>()
            .RegisterAsync(actor, platform[County].Id, $"plan-{Guid.NewGuid():N}", observed.Department, ["events"]);
        using var client = observed.Site.NewClient();
        using var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = credentials!.ClientId, ["client_secret"] = credentials.ClientSecret,
        }));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A site on a server of its own that logs every plan, with many cases in one county and rows of another tenant in every table.</summary>
    public sealed class Observed : IAsyncLifetime
    {
        private readonly PostgresServer _server = new();

        public TestSite Site { get; private set; } = null!;

        internal PlanLog Plans { get; private set; } = null!;

        /// <summary>An item of the county's catalogue, and its department.</summary>
        public string Item { get; private set; } = "";

        public string Department { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await _server.InitializeAsync();
            Plans = new PlanLog(_server);
            await Plans.BeginAsync();
            Site = new TestSite(_server);
            await Site.InitializeAsync();
            var catalogue = await ManyCases.SeedAsync(Site.Platform, County, 20_000);
            var item = catalogue.Items.First(i => i.RetiredFrom is null);
            (Item, Department) = (item.Code, catalogue.Departments.First().Code);
            await FillAsync(Site.Platform[County].Database);
            await FillAsync(Site.Platform.Directory);
        }

        /// <summary>Waits until everything that a county has to tell was carried to where it belongs.</summary>
        public async Task UntilCarriedAsync(string county)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await _server.ScalarAsync<bool>(Site.Platform[county].Database, $"select outbox_pending from tenant_due where tenant = {Site.Platform[county].Id.Value}"))
                await Task.Delay(100, patience.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await Site.DisposeAsync();
            await _server.DisposeAsync();
        }

        // What calendars and rulebooks say must be read as such by the running program: those stay empty.
        private async Task FillAsync(string database)
        {
            var tables = await IsolatedTables.ReadAsync(_server, database);
            await IsolatedTables.FillAsync(
                _server, database, tables.Where(t => t.Name is not ("closure_change" or "rulebook" or "tenant_due" or "head")), (Site.Platform["330825"].Id, 3_000));
        }
    }
}
