using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Accounts;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Accounts;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Acts;

/// <summary>What people and machines change in data databases stands in the audit log: the intent before, what came of it after.</summary>
public sealed class ActLogTests(Bed bed) : IClassFixture<Bed>
{
    [Fact]
    public async Task EveryAct_StandsInTheLog_WithItsIntentBefore()
    {
        using var administrator = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator);
        using var system = await bed.SystemAsync();
        using var drafter = await bed.SystemAsync(scope: "catalogue");
        using var clerk = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.PostUser);
        var before = (await EntriesAsync()).Count;
        await OkAsync(administrator.PostAsJsonAsync("/api/v1/departments", new { code = "audited", name = "某局" }));
        await OkAsync(drafter.PostAsync("/api/v1/items", Csv($"item_code,itemName,task_type,dept_code\nAUDITED-1,某事项,10,{bed.Department}\n")));
        await Bed.SendAsync(system, bed.Event("AC-1", "ac-1", kind: "no-such-kind"), bed.Event("AC-2", "ac-2", kind: "no-such-kind"));
        var (first, second) = ((await Bed.EntryAsync(clerk, "ac-1")).GetProperty("id").GetString()!, (await Bed.EntryAsync(clerk, "ac-2")).GetProperty("id").GetString()!);
        await OkAsync(clerk.PostAsync($"/api/v1/quarantine/{first}/resubmit", Bed.Json(bed.Event("AC-1", "ac-1"))));
        await OkAsync(clerk.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids = new[] { second }, reason = "重复报送" }));

        var entries = (await EntriesAsync()).Skip(before).ToList();
        foreach (var act in new[] { "department-registered", "catalogue-imported", "quarantine-resubmitted", "quarantine-dismissed" })
        {
            var done = Assert.Single(entries, e => e.Action == act);
            var intent = Assert.Single(entries, e => e.N == Details(done).GetProperty("intent").GetInt64());
            Assert.Equal(("act-intended", act, done.Actor, done.Subject), (intent.Action, Details(intent).GetProperty("act").GetString(), intent.Actor, intent.Subject));
            Assert.True(intent.N < done.N);
            Assert.StartsWith($"{Bed.County}/", done.Actor, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SameCorrectionByManyAtOnce_LeavesNoIntentWithoutAnEnd()
    {
        using var system = await bed.SystemAsync();
        for (var round = 0; round < 5; round++)
        {
            var known = $"ac-3-{round}";
            await Bed.SendAsync(system, bed.Event("AC-3", known, kind: "no-such-kind"));
            var id = (await Bed.EntryAsync(system, known)).GetProperty("id").GetString();
            await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
            {
                using var answer = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("AC-3", known)));
            }));
        }

        var entries = (await EntriesAsync()).Select(e => (e.N, e.Action, Details: Details(e))).ToList();
        var ended = entries.Where(e => e.Details.TryGetProperty("intent", out _)).Select(e => e.Details.GetProperty("intent").GetInt64()).ToHashSet();
        Assert.DoesNotContain(entries, e => e.Action == "act-intended" && e.Details.ToString().Contains("\"ac-3-", StringComparison.Ordinal) && !ended.Contains(e.N));
    }

    [Fact]
    public async Task StepThatIsRefused_IsToldSo()
    {
        using var administrator = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator);
        using var answer = await administrator.PostAsJsonAsync($"/api/v1/items/{bed.Item.Code}/publish", new { });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var refused = Assert.Single(await EntriesAsync(), e => e.Action == "act-refused" && e.Subject == bed.Item.Code);
        Assert.Equal("item-published", Details(refused).GetProperty("act").GetString());
        Assert.NotEmpty(Details(refused).GetProperty("code").GetString()!);
    }

    [Fact]
    public async Task ActThatBreaksOff_IsToldSo_WithItsIntentBefore()
    {
        using var administrator = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator);
        using var drafter = await bed.SystemAsync(scope: "catalogue");
        foreach (var (privilege, send) in new (string, Func<Task<HttpResponseMessage>>)[]
        {
            ("execute on function app.register_department(text, text, boolean, boolean, boolean)",
                () => administrator.PostAsJsonAsync("/api/v1/departments", new { code = "broken-off", name = "某局" })),
            ("insert on item_event",
                () => drafter.PostAsync("/api/v1/items", Csv($"item_code,itemName,task_type,dept_code\nBROKEN-1,某事项,10,{bed.Department}\n"))),
        })
        {
            var before = (await EntriesAsync()).Count;
            await WithoutAsync(bed.Site.Platform[Bed.County].Database, privilege, "platform_tenant", async () =>
            {
                using var answer = await send();
                Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            });
            await BrokeOffAsync(before);
        }
    }

    [Fact]
    public async Task TreeLoadThatBreaksOff_IsToldSo()
    {
        using var administrator = await bed.Site.NewClientAsync(Bed.County, null, Role.SystemAdministrator);
        var before = (await EntriesAsync()).Count;
        await WithoutAsync(bed.Site.Platform.Directory, "execute on function app.load_tree(integer, uuid, bigint, jsonb, text)", "platform_silo", async () =>
        {
            using var answer = await administrator.PostAsJsonAsync(
                $"/api/v1/jurisdictions?under={Bed.County}", new { code = "330802099", name = "某镇", level = "township" });
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        });
        await BrokeOffAsync(before);
    }

    private async Task WithoutAsync(string database, string privilege, string role, Func<Task> act)
    {
        await bed.Site.Platform.Server.ExecuteAsync(database, $"revoke {privilege} from {role}");
        try
        {
            await act();
        }
        finally
        {
            await bed.Site.Platform.Server.ExecuteAsync(database, $"grant {privilege} to {role}");
        }
    }

    private async Task BrokeOffAsync(int before)
    {
        var told = (await EntriesAsync()).Skip(before).Where(e => e.Action is "act-intended" or "act-failed").ToList();
        Assert.Equal(["act-intended", "act-failed"], told.Select(e => e.Action));
        Assert.Equal(told[0].N, Details(told[1]).GetProperty("intent").GetInt64());
        Assert.Equal((told[0].Subject, told[0].Actor, "internal"), (told[1].Subject, told[1].Actor, Details(told[1]).GetProperty("code").GetString()));
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        var auditor = await new People(bed.Site.Platform).NewAsync(Bed.County, Role.SecurityAuditor);
        return await bed.Site.Services.GetRequiredService<AuditLog>().ReadAsync(auditor, 0, 1000);
    }

    private static JsonElement Details(AuditEntry entry) => JsonDocument.Parse(entry.Details).RootElement;

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private static async Task OkAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
