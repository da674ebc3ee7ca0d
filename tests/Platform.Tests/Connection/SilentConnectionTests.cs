using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grains.Departments;
using Grains.Journal;
using Platform.Tests.Quarantine;
using Platform.Tests.Server;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Connection;

/// <summary>Whom the screen of connection calls silent: whoever owes a feed, as the judge has it.</summary>
public sealed class SilentConnectionTests(Bed bed) : IClassFixture<Bed>
{
    private TestPlatform Platform => bed.Site.Platform;

    [Fact]
    public async Task LongSilence_IsTold()
    {
        var database = Platform[Bed.County].Database;
        using var system = await bed.SystemAsync();
        await Bed.SendAsync(system, bed.Event("CN-3", $"cn-3-{Guid.NewGuid():N}"));
        await Platform.Server.ExecuteAsync(database, $"update department set last_recorded_at = now() - interval '20 days' where tenant = {Platform[Bed.County].Id} and code = '{bed.Department}'");
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        var department = await DepartmentAsync(inspector, bed.Department);
        Assert.Equal("silent", department.GetProperty("state").GetString());
        Assert.True(department.GetProperty("silentFrom").GetDateTimeOffset() < TimeProvider.System.GetUtcNow());
        Assert.Contains("已静默", WebUtility.HtmlDecode(await inspector.GetStringAsync("/connection")), StringComparison.Ordinal);

        // Nor is anybody silent who works on the forms.
        await Platform.Server.ExecuteAsync(database, $"update department set has_system = false where tenant = {Platform[Bed.County].Id} and code = '{bed.Department}'");
        department = await DepartmentAsync(inspector, bed.Department);
        Assert.Equal("forms", department.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, department.GetProperty("silentFrom").ValueKind);
        await Platform.Server.ExecuteAsync(database, $"update department set has_system = true, last_recorded_at = now() where tenant = {Platform[Bed.County].Id} and code = '{bed.Department}'");
    }

    [Fact]
    public async Task DepartmentThatHasASystemAgain_IsAwaitedFromThenOn()
    {
        await FedLastAsync(40);
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        Assert.Equal("silent", (await DepartmentAsync(inspector, bed.Department)).GetProperty("state").GetString());
        var silent = await SilentAsync(inspector);

        await SystemAsync(true, "now() - interval '20 days'", "now()");
        var department = await DepartmentAsync(inspector, bed.Department);
        Assert.Equal("live", department.GetProperty("state").GetString());
        Assert.True(department.GetProperty("silentFrom").GetDateTimeOffset() > TimeProvider.System.GetUtcNow());
        Assert.Equal(silent - 1, await SilentAsync(inspector));

        await SystemAsync(true, "now() - interval '30 days'", "now() - interval '20 days'");
        department = await DepartmentAsync(inspector, bed.Department);
        Assert.Equal("silent", department.GetProperty("state").GetString());
        Assert.InRange(department.GetProperty("silentFrom").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddDays(-20), TimeProvider.System.GetUtcNow());
        await RestoreAsync();
    }

    [Fact]
    public async Task DepartmentThatGoesOnFeedingThoughOnTheForms_IsSilentWhenItsSignalSaysSo_AndOneThatStoppedWithTheMoveIsNot()
    {
        var county = Platform[Bed.County];
        using var inspector = await bed.Site.NewClientAsync(Bed.County, null, Role.Inspector);
        await SystemAsync(false, "now() - interval '60 days'", "null");
        await FedLastAsync(40);
        await Platform.Server.ExecuteAsync(county.Database, $"""
            update department set next_check_at = now() where tenant = {county.Id} and code = '{bed.Department}';
            insert into tenant_due (tenant, next_due_at) values ({county.Id}, now()) on conflict (tenant) do update set next_due_at = excluded.next_due_at;
            """);
        JsonElement department = default;
        for (var look = 0; look < 300 && (look == 0 || department.GetProperty("state").GetString() != "silent"); look++)
        {
            await Task.Delay(look == 0 ? 0 : 100);
            department = await DepartmentAsync(inspector, bed.Department);
        }

        Assert.Equal("silent", department.GetProperty("state").GetString());
        Assert.True(department.GetProperty("silentFrom").GetDateTimeOffset() < TimeProvider.System.GetUtcNow());

        // A silence before the move ended with it.
        await SystemAsync(false, "now()", "null");
        department = await DepartmentAsync(inspector, bed.Department);
        Assert.Equal(("forms", JsonValueKind.Null), (department.GetProperty("state").GetString(), department.GetProperty("silentFrom").ValueKind));
        await RestoreAsync();
    }

    /// <summary>As if the department's system had fed something so many days ago, and nothing after.</summary>
    private Task FedLastAsync(int days)
    {
        var at = TimeProvider.System.GetUtcNow().AddDays(-days);
        at = new(at.Ticks / 10 * 10, TimeSpan.Zero);
        var fed = new RecordedBatch(at.AddHours(-1), DateOnly.FromDateTime(at.UtcDateTime), 1, 1, [], []);
        var bytes = new CanonicalWriter();
        // Format 1, no signals raised yet, the state.
        bytes.Byte(1);
        bytes.Int(0);
        DepartmentCodec.Write(Department.Evolve(Department.Evolve(DepartmentState.New, fed), fed with { RecordedAt = at }), bytes);
        return Platform.Server.ExecuteAsync(Platform[Bed.County].Database, $"""
            update department set last_recorded_at = '{at:O}', state = '\x{Convert.ToHexString(bytes.Written)}'
            where tenant = {Platform[Bed.County].Id} and code = '{bed.Department}'
            """);
    }

    private Task SystemAsync(bool has, string until, string since) => Platform.Server.ExecuteAsync(
        Platform[Bed.County].Database,
        $"""
        update department set has_system = {has}, system_until = {until}, system_since = {since} where tenant = {Platform[Bed.County].Id} and code = '{bed.Department}';
        update head set registry = registry + 1 where tenant = {Platform[Bed.County].Id};
        """);

    private Task RestoreAsync() => Platform.Server.ExecuteAsync(
        Platform[Bed.County].Database,
        $"""
        update department set has_system = true, system_until = null, system_since = null, last_recorded_at = now() where tenant = {Platform[Bed.County].Id} and code = '{bed.Department}';
        update head set registry = registry + 1 where tenant = {Platform[Bed.County].Id};
        """);

    private static async Task<int> SilentAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>($"/api/v1/connection?jurisdiction={Bed.County}")).GetProperty("totals").GetProperty("silent").GetInt32();

    private static async Task<JsonElement> DepartmentAsync(HttpClient client, string code) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/v1/connection")).GetProperty("departments").EnumerateArray().Single(one => one.GetProperty("code").GetString() == code);
}
