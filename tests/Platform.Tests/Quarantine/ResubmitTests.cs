using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Platform.Tests.Quarantine;

public sealed class ResubmitTests(Bed bed) : IClassFixture<Bed>
{
    [Fact]
    public async Task CorrectedEvent_BecomesAnEventOfItsCase_AndTheOriginalIsKept()
    {
        using var system = await bed.SystemAsync();
        var faulty = bed.Event("RS-1", "rs-1", kind: "no-such-kind");
        Assert.Equal(1, (await Bed.SendAsync(system, faulty)).GetProperty("refused").GetArrayLength());
        var id = await IdAsync(system, "rs-1");

        using var answer = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("RS-1", "rs-1")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("accepted", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("outcome").GetString());
        Assert.Equal(1, await bed.EventsAsync("RS-1"));
        var entry = await system.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine/{id}");
        Assert.Equal(("resubmitted", faulty, bed.Event("RS-1", "rs-1")), (entry.GetProperty("state").GetString(), entry.GetProperty("raw").GetString(), entry.GetProperty("correction").GetString()));
        Assert.Equal(("rs-1", "RS-1"), (entry.GetProperty("resolution").GetProperty("eventId").GetString(), entry.GetProperty("resolution").GetProperty("caseNo").GetString()));
        Assert.Equal(1L, await AuditedAsync("quarantine-resubmitted", "rs-1"));
    }

    [Fact]
    public async Task CorrectionThatIsRefused_IsAnsweredWithItsFault_AndLeavesTheEntryOpenAndAlone()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("RS-2", "rs-2", kind: "no-such-kind"));
        var id = await IdAsync(system, "rs-2");

        using var unread = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json("""{"eventId":"rs-2"}"""));
        using var broken = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json("{"));
        using var two = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json($"{bed.Event("RS-2", "a")},{bed.Event("RS-2", "b")}"));
        using var unknown = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("RS-2", "rs-2", itemCode: "NO-SUCH-ITEM")));

        Assert.All([unread, broken, two, unknown], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.Equal(["missing", "malformed", "too-many", "unknown-item"], [await Bed.CodeAsync(unread), await Bed.CodeAsync(broken), await Bed.CodeAsync(two), await Bed.CodeAsync(unknown)]);
        Assert.Equal(0, await bed.EventsAsync("RS-2"));
        // What the journal refused of the correction is no entry of its own.
        Assert.Equal(id, await IdAsync(system, "rs-2"));
        using var sentByItself = await system.PostAsync("/api/v1/events", Bed.Json($"[{bed.Event("RS-2", "rs-2", itemCode: "NO-SUCH-ITEM")}]"));
        Assert.Equal(2, await OpenAsync(system, "rs-2"));
    }

    [Fact]
    public async Task SameCorrectionManyTimesAtOnce_IsOneEvent()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("RS-3", "rs-3", kind: "no-such-kind"));
        var id = await IdAsync(system, "rs-3");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("RS-3", "rs-3")))));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, await bed.EventsAsync("RS-3"));
        Assert.Equal(1L, await AuditedAsync("quarantine-resubmitted", "rs-3"));
    }

    [Fact]
    public async Task DifferentCorrectionsAtOnce_AreOneEvent()
    {
        using var system = await bed.SystemAsync();
        for (var round = 0; round < 5; round++)
        {
            await Bed.SendAsync(system, bed.Event($"RS-4-{round}", $"rs-4-{round}", kind: "no-such-kind"));
            var id = await IdAsync(system, $"rs-4-{round}");

            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event($"RS-4-{round}", $"rs-4-{round}-{n}")))));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Equal(1, await bed.EventsAsync($"RS-4-{round}"));
        }
    }

    [Fact]
    public async Task WhatACrashLeftHalfDone_IsFinishedByWhoComesNext()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("RS-5", "rs-5", kind: "no-such-kind"));
        var id = await IdAsync(system, "rs-5");
        // Somebody had written down what he sends, and was gone before the journal's answer was noted.
        await Bed.SendAsync(system, bed.Event("RS-5", "rs-5-first"));
        await ClaimAsync(id, bed.Event("RS-5", "rs-5-first"), "5 seconds");

        using var meanwhile = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("RS-5", "rs-5-second")));
        await ClaimAsync(id, bed.Event("RS-5", "rs-5-first"), "10 minutes");
        using var later = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("RS-5", "rs-5-second")));

        Assert.Equal(["being-resubmitted", "already-decided"], [await Bed.CodeAsync(meanwhile), await Bed.CodeAsync(later)]);
        Assert.Equal(1, await bed.EventsAsync("RS-5"));
        Assert.Equal("rs-5-first", (await system.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine/{id}")).GetProperty("resolution").GetProperty("eventId").GetString());
    }

    [Fact]
    public async Task DismissalOfWhatWasLeftHalfDone_FinishesItFirst()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("RS-9", "rs-9-a", kind: "no-such-kind"), bed.Event("RS-9", "rs-9-b", kind: "no-such-kind"));
        string[] ids = [await IdAsync(system, "rs-9-a"), await IdAsync(system, "rs-9-b")];
        await ClaimAsync(ids[0], bed.Event("RS-9", "rs-9-a"), "10 minutes");
        await ClaimAsync(ids[1], bed.Event("RS-9", "rs-9-b", itemCode: "NO-SUCH-ITEM"), "10 minutes");

        using var answer = await system.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids, reason = "试运行数据" });

        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((ids[1], ids[0]), (told.GetProperty("dismissed")[0].GetString(), told.GetProperty("left")[0].GetString()));
        Assert.Equal("resubmitted", (await Bed.EntryAsync(system, "rs-9-a", "resubmitted")).GetProperty("state").GetString());
        Assert.Equal(1, await bed.EventsAsync("RS-9"));
    }

    [Fact]
    public async Task Selection_IsSentAgainAsItCame_EachLineWithItsOwnResult()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("RS-6", "rs-6-a", itemCode: "LATER"), bed.Event("RS-6", "rs-6-b", kind: "no-such-kind"));
        string[] ids = [await IdAsync(system, "rs-6-a"), await IdAsync(system, "rs-6-b"), $"1.{new string('0', 64)}"];

        var refused = await ResultsAsync(system, ids);
        // The item is published meanwhile: here, the code of one that is.
        await bed.Site.Platform.Server.ExecuteAsync(
            bed.Site.Platform[Bed.County].Database,
            $"update quarantine set raw = convert_to(replace(convert_from(raw, 'UTF8'), 'LATER', '{bed.Item.Code}'), 'UTF8') where event_id = 'rs-6-a'");
        var again = await ResultsAsync(system, ids);

        Assert.Equal(["refused", "refused", "unknown"], refused);
        Assert.Equal(["accepted", "refused", "unknown"], again);
        Assert.Equal(["decided", "refused", "unknown"], await ResultsAsync(system, ids));
        Assert.Equal(1, await bed.EventsAsync("RS-6"));
        Assert.Equal(2, (await Bed.EntryAsync(system, "rs-6-b")).GetProperty("times").GetInt32() + 1);
    }

    [Fact]
    public async Task Dismissal_NeedsAReason_AndIsLastWord()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("RS-7", "rs-7", kind: "no-such-kind"));
        var id = await IdAsync(system, "rs-7");

        using var without = await system.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids = new[] { id }, reason = " " });
        using var with = await system.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids = new[] { id, $"1.{new string('0', 64)}" }, reason = "试运行数据" });
        using var after = await system.PostAsync($"/api/v1/quarantine/{id}/resubmit", Bed.Json(bed.Event("RS-7", "rs-7")));

        Assert.Equal("malformed-reason", await Bed.CodeAsync(without));
        var answer = await with.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, 1), (answer.GetProperty("dismissed").GetArrayLength(), answer.GetProperty("left").GetArrayLength()));
        Assert.Equal("already-decided", await Bed.CodeAsync(after));
        Assert.Equal(0, await bed.EventsAsync("RS-7"));
        await Bed.SendAsync(system, bed.Event("RS-7", "rs-7", kind: "no-such-kind"));
        var entry = await Bed.EntryAsync(system, "rs-7", "dismissed");
        Assert.Equal(("试运行数据", 2), (entry.GetProperty("resolution").GetProperty("reason").GetString(), entry.GetProperty("times").GetInt32()));
    }

    [Fact]
    public async Task WhateverIsInATextOfAFaultyEvent_TheBatchIsKept()
    {
        using var system = await bed.SystemAsync();
        var answer = await Bed.SendAsync(
            system, bed.Event("RS-8", "rs-8"), """{"eventId":"rs-8\u0000"}""", """{"eventId":"rs-8-b","na\u0000me":1}""", """{"eventId":"rs-8-c","data":{"x\u0000":"\u0000"}}""",
            """{"eventId":"\ud800"}""");
        Assert.Equal((1, 4), (answer.GetProperty("accepted").GetInt32(), answer.GetProperty("refused").GetArrayLength()));
        Assert.Equal("na\uFFFDme", (await Bed.EntryAsync(system, "rs-8-b")).GetProperty("field").GetString());
        var page = await system.GetFromJsonAsync<JsonElement>($"/api/v1/quarantine/{await IdAsync(system, "rs-8\uFFFD")}");
        Assert.Equal("""{"eventId":"rs-8\u0000"}""", page.GetProperty("raw").GetString());
    }

    private static async Task<string> IdAsync(HttpClient client, string eventId) => (await Bed.EntryAsync(client, eventId)).GetProperty("id").GetString()!;

    private static async Task<int> OpenAsync(HttpClient client, string eventId) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/quarantine?limit=500")).GetProperty("entries").EnumerateArray().Count(entry => entry.GetProperty("eventId").GetString() == eventId);

    private static async Task<string[]> ResultsAsync(HttpClient client, string[] ids)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/quarantine/resubmit", new { ids });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results").EnumerateArray().Select(one => one.GetProperty("outcome").GetString()!)];
    }

    private Task ClaimAsync(string id, string text, string ago) => bed.Site.Platform.Server.ExecuteAsync(
        bed.Site.Platform[Bed.County].Database,
        $"update quarantine set claim = convert_to('{text}', 'UTF8'), claimed_at = now() - interval '{ago}', claimed_by = 'somebody' where content_key = decode('{id.Split('.')[1]}', 'hex')");

    private Task<long> AuditedAsync(string action, string eventId) => bed.Site.Platform.Server.ScalarAsync<long>(
        bed.Site.Platform.Directory, $"select count(*) from audit_entry where action = '{action}' and details like '%\"{eventId}\"%'");
}
