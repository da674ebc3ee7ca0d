using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grains.Journal;
using Npgsql;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Quarantine;

/// <summary>Quarantine has an end: in number while it is open, in time once it is decided.</summary>
public sealed class BoundTests(Bed bed) : IClassFixture<Bed>
{
    private const string Fill = """
        insert into quarantine (tenant, department, content_key, first_at, last_at, status, event_id, field, code, message, expected, raw)
        select @tenant, @department, sha256(convert_to('@mark-' || n, 'UTF8')), now() - @age, now() - @age, @status, '@mark-' || n, 'kind', 'unknown-kind', 'm', 'e', '{}'
        from generate_series(1, @many) n
        """;

    [Fact]
    public async Task FullQuarantine_KeepsNoMore_AndSaysHowMuchItDidNotKeep()
    {
        var department = await NumberAsync(bed.Other);
        await FillAsync(department, "full", RefusedEvent.MostOpen - 1, status: 0, age: "interval '400 days'");
        using var system = await bed.SystemAsync(bed.Other);
        string[] events = [.. Enumerable.Range(1, 4).Select(n => bed.Event($"FULL-{n}", $"full-event-{n}", kind: "no-such-kind"))];

        var answer = await Bed.SendAsync(system, events);
        Assert.Equal(4, answer.GetProperty("refused").GetArrayLength());
        Assert.Equal(RefusedEvent.MostOpen, await CountAsync(department, "status = 0"));
        Assert.Equal(3, await UnkeptAsync(department));

        // What is kept already is counted again, and not as lost.
        await Bed.SendAsync(system, events[0]);
        Assert.Equal(3, await UnkeptAsync(department));

        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        var connection = await inspector.GetFromJsonAsync<JsonElement>("/api/v1/connection");
        Assert.Equal(3, connection.GetProperty("departments").EnumerateArray().Single(d => d.GetProperty("code").GetString() == bed.Other).GetProperty("unkept").GetInt64());
        Assert.Contains("未保留 3", WebUtility.HtmlDecode(await inspector.GetStringAsync("/connection")), StringComparison.Ordinal);
        using var clerk = await bed.Site.NewClientAsync(Bed.County, bed.Other, Role.PostUser);
        using var stranger = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.PostUser);
        Assert.Contains("另有 3 条", WebUtility.HtmlDecode(await clerk.GetStringAsync("/quarantine")), StringComparison.Ordinal);
        Assert.DoesNotContain("另有 3 条", WebUtility.HtmlDecode(await stranger.GetStringAsync("/quarantine")), StringComparison.Ordinal);

        // Room alone brings nothing back: it is told until somebody says what became of them, and what came meanwhile is told on.
        await bed.Site.Platform.Server.ExecuteAsync(
            bed.Site.Platform[Bed.County].Database, $"update quarantine set status = 2 where department = {department} and event_id = 'full-1'");
        await Bed.SendAsync(system, events[1]);
        Assert.Equal([(3L, 3L)], await MissingAsync(clerk));
        Assert.Empty(await MissingAsync(stranger));
        var before = await PeriodAsync(clerk);
        Assert.Equal(before.From, before.Until);
        await Bed.SendAsync(system, bed.Event("FULL-5", "full-event-5", kind: "no-such-kind"));
        Assert.Equal(before.From, (await PeriodAsync(clerk)).From);
        foreach (var (client, upTo, reason, status) in new[]
        {
            (stranger, 3, "已重新报送", HttpStatusCode.NotFound), (clerk, 3, " ", HttpStatusCode.BadRequest), (clerk, 3, "已重新报送", HttpStatusCode.OK), (clerk, 3, "已重新报送", HttpStatusCode.OK),
        })
        {
            using var settled = await client.PostAsJsonAsync("/api/v1/quarantine/unkept/settle", new { department = bed.Other, upTo, reason });
            Assert.Equal(status, settled.StatusCode);
        }

        Assert.Equal([(1L, 4L)], await MissingAsync(clerk));
        var after = await PeriodAsync(clerk);
        Assert.True(after.From > before.Until);
        Assert.Equal(after.From, after.Until);
        Assert.Contains("另有 1 条", WebUtility.HtmlDecode(await inspector.GetStringAsync("/quarantine")), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["department"] = $"{department}", ["upTo"] = "4", ["reason"] = "测试数据，不再需要",
            ["__RequestVerificationToken"] = SignedIn.TokenOf(await clerk.GetStringAsync("/quarantine")),
        });
        using var shown = await clerk.PostAsync("/quarantine?handler=Unkept", form);
        var page = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        Assert.Contains("已确认处理 1 条", page, StringComparison.Ordinal);
        Assert.DoesNotContain("另有", page, StringComparison.Ordinal);
        using var again = await clerk.PostAsync("/quarantine?handler=Unkept", form);
        Assert.Contains("这些事件此前已确认处理", WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        // What comes after all was settled begins a time of its own.
        await Bed.SendAsync(system, bed.Event("FULL-6", "full-event-6", kind: "no-such-kind"));
        Assert.True((await PeriodAsync(clerk)).From > after.Until);
        Assert.Equal(2L, await bed.Site.Platform.Server.ScalarAsync<long>(
            bed.Site.Platform.Directory, $"select count(*) from audit_entry where action = 'unkept-settled' and subject = '{bed.Other}'"));
    }

    private static async Task<(DateTimeOffset From, DateTimeOffset Until)> PeriodAsync(HttpClient client)
    {
        var one = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/quarantine/unkept")).EnumerateArray());
        return (one.GetProperty("from").GetDateTimeOffset(), one.GetProperty("until").GetDateTimeOffset());
    }

    [Fact]
    public async Task TimeOfWhatIsMissing_FollowsWhatIsSettled_WhateverIsKnownOfItsBatches()
    {
        var department = await NumberAsync(bed.Department);
        Task SetAsync(string values) => bed.Site.Platform.Server.ExecuteAsync(
            bed.Site.Platform[Bed.County].Database, $"update department set {values} where tenant = {bed.Site.Platform[Bed.County].Id} and id = {department}");
        async Task<string> SettleAsync(long upTo)
        {
            await using (var session = await bed.Site.Platform.Sessions.OpenAsync(bed.Site.Platform[Bed.County].Id))
                await session.CommitAsync([new NpgsqlBatchCommand($"select app.settle_unkept({department}, {upTo})")]);
            return (await ListAsync<string>($"select coalesce(to_char(unkept_from at time zone 'UTC', 'HH24:MI'), '-') || ' ' || unkept_counts::text from department where tenant = @tenant and id = {department}")).Single();
        }

        await SetAsync("""
            unkept = 9, unkept_settled = 0, unkept_from = '2026-11-01 08:00Z', unkept_until = '2026-11-01 10:00Z',
            unkept_counts = '{2,5,9}', unkept_times = '{"2026-11-01 08:00Z","2026-11-01 09:00Z","2026-11-01 10:00Z"}'
            """);
        Assert.Equal("08:00 {2,5,9}", await SettleAsync(1));
        Assert.Equal("09:00 {5,9}", await SettleAsync(2));
        Assert.Equal("10:00 {9}", await SettleAsync(7));
        Assert.Equal("- {}", await SettleAsync(100));

        // An earlier version noted no batches.
        await SetAsync("unkept = 20, unkept_settled = 10, unkept_from = '2026-11-01 08:00Z', unkept_until = '2026-11-01 10:00Z', unkept_counts = '{}', unkept_times = '{}'");
        Assert.Equal("08:00 {}", await SettleAsync(15));
        Assert.Equal("- {}", await SettleAsync(20));
    }

    [Fact]
    public async Task DismissalOfMany_MarksOnceThatThereIsSomethingToTell()
    {
        var county = bed.Site.Platform[Bed.County];
        using var system = await bed.SystemAsync(bed.Department);
        await Bed.SendAsync(system, [.. Enumerable.Range(1, 5).Select(n => bed.Event($"ONCE-{n}", $"once-{n}", kind: "no-such-kind"))]);
        var ids = new List<string>();
        for (var n = 1; n <= 5; n++)
            ids.Add((await Bed.EntryAsync(system, $"once-{n}")).GetProperty("id").GetString()!);
        Task<long> MarksAsync() => bed.Site.Platform.Server.ScalarAsync<long>(county.Database, $"select marks from tenant_due where tenant = {county.Id}");
        var before = await MarksAsync();
        using var answer = await system.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids, reason = "试运行数据" });
        Assert.Equal(5, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("dismissed").GetArrayLength());
        Assert.Equal(before + 1, await MarksAsync());
    }

    private static async Task<(long, long)[]> MissingAsync(HttpClient client) =>
    [
        .. (await client.GetFromJsonAsync<JsonElement>("/api/v1/quarantine/unkept")).EnumerateArray()
            .Select(one => (one.GetProperty("events").GetInt64(), one.GetProperty("upTo").GetInt64())),
    ];

    [Fact]
    public async Task WhatWasDecidedLongAgo_IsForgotten_AndWhatIsOpenStays()
    {
        var department = await NumberAsync(bed.Department);
        await FillAsync(department, "old-open", 5, status: 0, age: "interval '400 days'");
        foreach (var (mark, status) in new[] { ("old-recorded", 1), ("old-dismissed", 2), ("old-attempt", 3) })
            await FillAsync(department, mark, 5, status, age: "interval '91 days'");
        await FillAsync(department, "young-dismissed", 5, status: 2, age: "interval '89 days'");

        await ForgetAsync();
        Assert.Equal(5, await CountAsync(department, "event_id like 'old-open-%'"));
        Assert.Equal(5, await CountAsync(department, "event_id like 'young-dismissed-%'"));
        Assert.Equal(0, await CountAsync(department, "event_id like 'old-%' and status <> 0"));
    }

    [Fact]
    public async Task WhatWasRefusedAlone_IsMarkedToBeToldUpward()
    {
        var county = bed.Site.Platform[Bed.County];
        using var system = await bed.SystemAsync(bed.Department);
        Task<long> MarksAsync() => bed.Site.Platform.Server.ScalarAsync<long>(county.Database, $"select marks from tenant_due where tenant = {county.Id}");
        var before = await MarksAsync();
        Assert.Equal(1, (await Bed.SendAsync(system, bed.Event("TOLD-1", "told-1", kind: "no-such-kind"))).GetProperty("refused").GetArrayLength());
        Assert.Equal(before + 1, await MarksAsync());
    }

    private async Task ForgetAsync()
    {
        await using var session = await bed.Site.Platform.Sessions.OpenAsync(bed.Site.Platform[Bed.County].Id);
        await session.CommitAsync([new NpgsqlBatchCommand("select app.forget_quarantined()")]);
    }

    private Task FillAsync(int department, string mark, int many, int status, string age) => bed.Site.Platform.Server.ExecuteAsync(
        bed.Site.Platform[Bed.County].Database,
        Fill.Replace("@tenant", $"{bed.Site.Platform[Bed.County].Id.Value}", StringComparison.Ordinal).Replace("@department", $"{department}", StringComparison.Ordinal)
            .Replace("@mark", mark, StringComparison.Ordinal).Replace("@many", $"{many}", StringComparison.Ordinal)
            .Replace("@status", $"{status}", StringComparison.Ordinal).Replace("@age", age, StringComparison.Ordinal));

    private async Task<int> NumberAsync(string code) => (await ListAsync<int>($"select id from department where tenant = @tenant and code = '{code}'")).Single();

    private async Task<long> UnkeptAsync(int department) => (await ListAsync<long>($"select unkept from department where tenant = @tenant and id = {department}")).Single();

    private async Task<long> CountAsync(int department, string which) =>
        (await ListAsync<long>($"select count(*) from quarantine where tenant = @tenant and department = {department} and {which}")).Single();

    private async Task<IReadOnlyList<T>> ListAsync<T>(string sql) => [.. await bed.Site.Platform.Server.ListAsync<T>(
        bed.Site.Platform[Bed.County].Database, sql.Replace("@tenant", $"{bed.Site.Platform[Bed.County].Id.Value}", StringComparison.Ordinal))];
}
