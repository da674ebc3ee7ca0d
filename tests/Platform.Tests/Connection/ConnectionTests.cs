using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grains.Cases;
using Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Platform.Tests.Journal;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Silo.Connection;
using Tenancy.Permissions;
using Web.Connection;
using Xunit;

namespace Platform.Tests.Connection;

public sealed class ConnectionTests(Bed bed) : IClassFixture<Bed>
{
    private TestPlatform Platform => bed.Site.Platform;

    [Fact]
    public async Task Department_ShowsWhatCameWhatWasRefusedAndHowLate()
    {
        using var system = await bed.SystemAsync();
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        var before = await DepartmentAsync(inspector, bed.Department);
        var good = bed.Event("CN-1", "cn-1");
        await Bed.SendAsync(system, good, good, bed.Event("CN-1", "cn-2", kind: "no-such-kind"));
        await NoteAsync(Bed.County);
        await Bed.SendAsync(system, bed.Event("CN-1", "cn-3", kind: "accepted"));

        var answer = await inspector.GetFromJsonAsync<JsonElement>("/api/v1/connection");
        var department = answer.GetProperty("departments").EnumerateArray().Single(one => one.GetProperty("code").GetString() == bed.Department);
        var other = answer.GetProperty("departments").EnumerateArray().Single(one => one.GetProperty("code").GetString() == bed.Other);

        Assert.Equal("live", department.GetProperty("state").GetString());
        foreach (var window in new[] { "today", "week", "total" })
        {
            var (accepted, duplicate, refused) = Counts(before.GetProperty(window));
            Assert.Equal((accepted + 2, duplicate + 1, refused + 1), Counts(department.GetProperty(window)));
        }

        Assert.Equal(before.GetProperty("openQuarantine").GetInt64() + 1, department.GetProperty("openQuarantine").GetInt64());
        Assert.InRange(department.GetProperty("itemsWithData").GetInt32(), 1, department.GetProperty("items").GetInt32());
        var lags = await new LagReader(Platform.Sessions, TimeProvider.System).ReadAsync(Platform[Bed.County].Id, CancellationToken.None);
        Assert.True(lags.Single().Value is { Events: >= 2, Median.TotalHours: > 1 });
        Assert.Equal(0, other.GetProperty("itemsWithData").GetInt32());
        Assert.Equal(1, answer.GetProperty("totals").GetProperty("live").GetInt32());
        var page = WebUtility.HtmlDecode(await inspector.GetStringAsync("/connection"));
        Assert.Contains("正常报送", page, StringComparison.Ordinal);
        Assert.Contains("/quarantine?department=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DayBefore_IsNotCountedToday_AndWhatIsOlderThanAWeekNotInTheWeek()
    {
        using var system = await bed.SystemAsync(bed.Other);
        await Bed.SendAsync(system, """{"eventId":"cn-9"}""");
        await NoteAsync(Bed.County);
        var database = Platform[Bed.County].Database;
        await Platform.Server.ExecuteAsync(database, $"""
            delete from connection_opening where tenant = {Platform[Bed.County].Id};
            insert into connection_opening (tenant, origin, department, slot, day, accepted, duplicates, refused)
            select d.tenant, d.tenant, d.id, (t.today - ago - date '2000-01-01') % 8, t.today - ago, 0, 0, case ago when 0 then d.refused else 0 end
            from department d, (select (now() at time zone 'Asia/Shanghai')::date as today) t, generate_series(0, 7) as past (ago) where d.tenant = {Platform[Bed.County].Id}
            """);
        await NoteAsync(Bed.County);
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        var department = await DepartmentAsync(inspector, bed.Other);
        Assert.Equal(("testing", 0, 1), (department.GetProperty("state").GetString(), Counts(department.GetProperty("today")).Refused, Counts(department.GetProperty("week")).Refused));

        await Platform.Server.ExecuteAsync(database, $"update connection_opening set day = day - 7 where tenant = {Platform[Bed.County].Id}");
        Assert.Equal(JsonValueKind.Null, (await DepartmentAsync(inspector, bed.Other)).GetProperty("today").ValueKind);
        await NoteAsync(Bed.County);
        Assert.Equal(0, Counts((await DepartmentAsync(inspector, bed.Other)).GetProperty("today")).Refused);
        Assert.Equal(8L * (await Platform.Server.ScalarAsync<long>(database, $"select count(*) from department where tenant = {Platform[Bed.County].Id}")),
            await Platform.Server.ScalarAsync<long>(database, $"select count(*) from connection_opening where tenant = {Platform[Bed.County].Id}"));
    }

    [Fact]
    public async Task CityAndProvince_SeeWhatIsCarriedUpAndNothingElse()
    {
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("CN-2", "cn-21"), bed.Event("CN-2", "cn-22", kind: "no-such-kind"));
        using var city = await bed.Site.NewClientAsync("330800", null, Role.Inspector);
        JsonElement department = default;
        for (var look = 0; look < 100; look++)
        {
            var below = await city.GetFromJsonAsync<JsonElement>($"/api/v1/connection?jurisdiction={Bed.County}");
            department = below.GetProperty("departments").EnumerateArray().FirstOrDefault(one => one.GetProperty("lastRecordedAt").ValueKind != JsonValueKind.Null);
            if (department.ValueKind != JsonValueKind.Undefined)
                break;
            await Task.Delay(100);
        }

        Assert.Equal("live", department.GetProperty("state").GetString());
        foreach (var stays in new[] { "code", "lag", "itemsWithData" })
            Assert.Equal(JsonValueKind.Null, department.GetProperty(stays).ValueKind);
        Assert.Equal(
            (department.GetProperty("lastRecordedAt").GetDateTimeOffset() - department.GetProperty("lastOccurredAt").GetDateTimeOffset()).TotalSeconds,
            department.GetProperty("behindSeconds").GetDouble(), 3);
        Assert.True(department.GetProperty("behindSeconds").GetDouble() > 0);
        var whole = await city.GetFromJsonAsync<JsonElement>("/api/v1/connection");
        var county = whole.GetProperty("children").EnumerateArray().Single(child => child.GetProperty("jurisdiction").GetString() == Bed.County);
        Assert.Equal(1, county.GetProperty("live").GetInt32());
        Assert.Equal(county.GetProperty("total").GetRawText(), whole.GetProperty("totals").GetProperty("total").GetRawText());
        Assert.True(county.GetProperty("behindSeconds").GetDouble() >= department.GetProperty("behindSeconds").GetDouble());
        Assert.Contains("上送", WebUtility.HtmlDecode(await city.GetStringAsync($"/connection?jurisdiction={Bed.County}")), StringComparison.Ordinal);

        using var neighbour = await bed.Site.NewClientAsync("330825", null, Role.Inspector);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/api/v1/connection?jurisdiction={Bed.County}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync("/connection?jurisdiction=330800")).StatusCode);
    }

    [Fact]
    public async Task WhatWaitsInQuarantine_IsToldUpward_AndThatSomebodyDecided()
    {
        var database = Platform[Bed.County].Database;
        using var system = await bed.SystemAsync();
        using var province = await bed.Site.NewClientAsync("330000", null, Role.Inspector);
        var refused = $"cn-4-{Guid.NewGuid():N}";
        await Bed.SendAsync(system, bed.Event("CN-4", refused, kind: "no-such-kind"));
        var waiting = await Platform.Server.ScalarAsync<long>(database, $"select count(*) from quarantine where status = 0 and tenant = {Platform[Bed.County].Id}");
        Assert.True(waiting > 0);
        Assert.Equal(waiting, await WaitingAsync(province, waiting));

        var id = (await Bed.EntryAsync(system, refused)).GetProperty("id").GetString();
        using var dismissal = await system.PostAsJsonAsync("/api/v1/quarantine/dismiss", new { ids = new[] { id }, reason = "试运行数据" });
        dismissal.EnsureSuccessStatusCode();
        Assert.Equal(waiting - 1, await WaitingAsync(province, waiting - 1));
        Assert.Contains("滞后", WebUtility.HtmlDecode(await province.GetStringAsync("/connection?jurisdiction=330800")), StringComparison.Ordinal);
    }

    /// <summary>How many refused events wait in the county as the province knows it, once it is as many as expected or ten seconds are over.</summary>
    private static async Task<long?> WaitingAsync(HttpClient province, long expected)
    {
        long? waiting = null;
        for (var look = 0; look < 100 && waiting != expected; look++)
        {
            await Task.Delay(look == 0 ? 0 : 100);
            var totals = (await province.GetFromJsonAsync<JsonElement>($"/api/v1/connection?jurisdiction={Bed.County}")).GetProperty("totals");
            waiting = totals.GetProperty("openQuarantine") is { ValueKind: JsonValueKind.Number } known ? known.GetInt64() : null;
        }

        return waiting;
    }

    [Fact]
    public async Task DepartmentOnForms_CountsAlikeAtHomeAndAbove_AlsoWhereAnEarlierVersionHasTold()
    {
        var (database, tenant) = (Platform[Bed.County].Database, Platform[Bed.County].Id);
        var province = Platform["330000"];
        await Platform.Server.ExecuteAsync(database, $"update department set has_system = false where tenant = {tenant} and id = {await ThirdAsync()}");
        await Platform.Server.ExecuteAsync(province.Database, $"update department_directory set has_system = null where tenant = {province.Id} and origin = {tenant}");
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("CN-5", $"cn-5-{Guid.NewGuid():N}"));
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        using var above = await bed.Site.NewClientAsync("330000", null, Role.Inspector);

        var home = await FormsAsync(inspector);
        Assert.True(home.Forms > 0);
        (int Forms, int Unconnected) told = default;
        for (var look = 0; look < 300 && told != home; look++)
        {
            await Task.Delay(look == 0 ? 0 : 100);
            told = await FormsAsync(above);
        }

        Assert.Equal(home, told);
    }

    [Fact]
    public async Task ImportedHistory_ConnectsNobody_AndLeavesNobodyBehind()
    {
        var third = await ThirdAsync();
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        await ImportAsync(third, $"history-{Guid.NewGuid():N}");
        var answer = await inspector.GetFromJsonAsync<JsonElement>("/api/v1/connection");
        var silent = answer.GetProperty("departments").EnumerateArray().Single(one => one.GetProperty("number").GetInt32() == third);
        Assert.Equal(1, Counts(silent.GetProperty("total")).Accepted);
        Assert.Contains(silent.GetProperty("state").GetString(), new[] { "unconnected", "forms" });
        foreach (var none in new[] { "lastRecordedAt", "lastOccurredAt", "silentFrom" })
            Assert.Equal(JsonValueKind.Null, silent.GetProperty(none).ValueKind);

        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("CN-6", $"cn-6-{Guid.NewGuid():N}"));
        var before = await DepartmentAsync(inspector, bed.Department);
        await ImportAsync(before.GetProperty("number").GetInt32(), $"history-{Guid.NewGuid():N}");
        var after = await DepartmentAsync(inspector, bed.Department);
        Assert.Equal(Counts(before.GetProperty("total")).Accepted + 1, Counts(after.GetProperty("total")).Accepted);
        foreach (var same in new[] { "state", "lastRecordedAt", "lastOccurredAt", "behindSeconds" })
            Assert.Equal(before.GetProperty(same).GetRawText(), after.GetProperty(same).GetRawText());
    }

    /// <summary>Number of a department that sends nothing in any of these tests.</summary>
    private Task<int> ThirdAsync() => Platform.Server.ScalarAsync<int>(Platform[Bed.County].Database, $"""
        select min(d.id) from department d join item i on i.tenant = d.tenant and i.department = d.id
        where d.tenant = {Platform[Bed.County].Id} and d.code not in ('{bed.Department}', '{bed.Other}')
        """);

    private async Task ImportAsync(int department, string caseNo)
    {
        var tenant = Platform[Bed.County].Id;
        var item = await Platform.Server.ScalarAsync<string>(Platform[Bed.County].Database, $"select min(code) from item where tenant = {tenant} and department = {department}");
        var fact = JournalBed.Fact(caseNo, "e1", CaseEventKind.Submitted, new DateTimeOffset(2012, 1, 23, 1, 0, 0, TimeSpan.Zero)) with { ItemCode = item, Source = CaseSource.History };
        var answer = await bed.Site.Services.GetRequiredService<Grains.Journal.Journal>().RecordAsync(new CaseBatch(tenant, department, [fact], []));
        Assert.Equal(1, answer.Accepted);
    }

    private static async Task<(int Forms, int Unconnected)> FormsAsync(HttpClient client)
    {
        var totals = (await client.GetFromJsonAsync<JsonElement>($"/api/v1/connection?jurisdiction={Bed.County}")).GetProperty("totals");
        return (totals.GetProperty("forms").GetInt32(), totals.GetProperty("unconnected").GetInt32());
    }

    [Fact]
    public async Task DepartmentsHead_SeesTheOwnDepartmentAlone_AndAClerkNothing()
    {
        using var head = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.DepartmentHead);
        using var clerk = await bed.Site.NewClientAsync(Bed.County, bed.Department, Role.PostUser);
        var answer = await head.GetFromJsonAsync<JsonElement>("/api/v1/connection");
        Assert.Equal([bed.Department], answer.GetProperty("departments").EnumerateArray().Select(one => one.GetProperty("code").GetString()!));
        Assert.Equal(1, answer.GetProperty("totals").GetProperty("departments").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/api/v1/connection")).StatusCode);
    }

    [Theory]
    [InlineData(new[] { 5 }, 5, 5, 5)]
    [InlineData(new[] { 3, 1, 2, 4 }, 2, 4, 4)]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 }, 10, 19, 20)]
    public void Lag_IsTheNearestRank(int[] seconds, int median, int ninety5, int longest)
    {
        var lag = Lag.Of(seconds.Select(s => TimeSpan.FromSeconds(s)))!;
        Assert.Equal((median, ninety5, longest, seconds.Length), ((int)lag.Median.TotalSeconds, (int)lag.Ninety5.TotalSeconds, (int)lag.Longest.TotalSeconds, lag.Events));
        Assert.Null(Lag.Of([]));
    }

    private async Task NoteAsync(string key) => await bed.Site.Services.GetRequiredService<Openings>().NoteAsync(Platform[key].Id, CancellationToken.None);

    private static async Task<JsonElement> DepartmentAsync(HttpClient client, string code) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/connection")).GetProperty("departments").EnumerateArray().Single(one => one.GetProperty("code").GetString() == code);

    private static (long Accepted, long Duplicate, long Refused) Counts(JsonElement counts) =>
        (counts.GetProperty("accepted").GetInt64(), counts.GetProperty("duplicate").GetInt64(), counts.GetProperty("refused").GetInt64());
}
