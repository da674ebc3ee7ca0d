using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed class ClosureEndpointTests(CalendarSite site) : IClassFixture<CalendarSite>
{
    [Fact]
    public async Task Administrator_ClosesAndOpensADayOfTheOwnJurisdiction()
    {
        using var client = await site.ClientAsync("330800", Role.SystemAdministrator);
        using var closed = await client.PostAsJsonAsync("/api/v1/calendars/330800/closures", new { day = "2026-12-01", reason = "本地节日" });
        Assert.Equal(HttpStatusCode.Created, closed.StatusCode);
        Assert.False(site.Book.Coming(site.Platform["330802"].Id).IsWorkingDay(new(2026, 12, 1)));
        Assert.True(site.Book.Coming(site.Platform["330000"].Id).IsWorkingDay(new(2026, 12, 1)));

        using var opened = await client.DeleteAsync("/api/v1/calendars/330800/closures/2026-12-01?reason=%E5%8F%96%E6%B6%88");
        Assert.Equal(HttpStatusCode.NoContent, opened.StatusCode);
        Assert.True(site.Book.Coming(site.Platform["330802"].Id).IsWorkingDay(new(2026, 12, 1)));
        Assert.Equal(
            ["day-closed", "day-opened"],
            await site.Platform.Server.ListAsync<string>(site.Platform.Directory, "select action from audit_entry where subject = '2026-12-01' order by n"));
    }

    [Theory]
    [InlineData("2026-12-05", "台风", "day", "closure-day-not-worked")]
    [InlineData("2026-12-02", "", "reason", "closure-reason-missing")]
    [InlineData("2028-12-05", "台风", "day", "closure-day-out-of-reach")]
    public async Task BadClosure_IsRefusedWithItsField(string day, string reason, string field, string code)
    {
        using var client = await site.ClientAsync("330800", Role.SystemAdministrator);
        using var refused = await client.PostAsJsonAsync("/api/v1/calendars/330800/closures", new { day, reason });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.True(problem.RootElement.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Administrator_ChangesNoOtherJurisdictionsCalendar()
    {
        using var client = await site.ClientAsync("330000", Role.SystemAdministrator);
        using var refused = await client.PostAsJsonAsync("/api/v1/calendars/330802/closures", new { day = "2026-12-01", reason = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task WhoeverIsNoAdministrator_ChangesNothing()
    {
        using var stranger = site.Stranger();
        using var unknown = await stranger.PostAsJsonAsync("/api/v1/calendars/330802/closures", new { day = "2026-12-01", reason = "x" });
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        using var inspector = await site.ClientAsync("330802", Role.Inspector);
        using var refused = await inspector.PostAsJsonAsync("/api/v1/calendars/330802/closures", new { day = "2026-12-01", reason = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("330000", """{"year":2027,"papers":[],"days":[]}""", HttpStatusCode.NoContent)]
    [InlineData("330800", """{"year":2027,"papers":[],"days":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("330000", """{"year":2035,"papers":[],"days":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("330000", "nonsense", HttpStatusCode.BadRequest)]
    public async Task OnlyTheProvince_LoadsAReadablePaper(string jurisdiction, string paper, HttpStatusCode expected)
    {
        using var client = await site.ClientAsync(jurisdiction, Role.SystemAdministrator);
        using var content = new StringContent(paper, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync($"/api/v1/calendars/{jurisdiction}/papers", content);
        Assert.Equal(expected, response.StatusCode);
    }
}
