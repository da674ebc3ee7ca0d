using System.Net;
using System.Text.RegularExpressions;
using Tenancy.Permissions;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed partial class CalendarScreenTests(CalendarSite site) : IClassFixture<CalendarSite>
{
    [Fact]
    public async Task Year_IsShownWithItsKindsOfDayAndTheAlarm()
    {
        using var client = await site.ClientAsync("330802", Role.PostUser);
        var page = await client.GetStringAsync("/calendar");
        Assert.Contains("柯城区", page, StringComparison.Ordinal);
        Assert.Equal(12, Months().Count(page));
        Assert.Contains("id=\"calendar-alarm\"", page, StringComparison.Ordinal);
        Assert.Contains("2026-12-24", page, StringComparison.Ordinal);
        Assert.Contains("day-makeupworkday", page, StringComparison.Ordinal);
        Assert.Contains("day-uncovered", page, StringComparison.Ordinal);
        Assert.DoesNotContain("closure-add", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Administrator_ClosesADayOnTheScreen()
    {
        using var client = await site.ClientAsync("330825", Role.SystemAdministrator);
        var (page, cookie) = await FormAsync(client);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/calendar/330825?year=2026&handler=Close")
        {
            Content = new FormUrlEncodedContent(
            [
                new("day", "2026-12-03"), new("reason", "本地节日"), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            ]),
        };
        post.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(post);
        var shown = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("已增加 2026-12-03 为休息日", shown, StringComparison.Ordinal);
        Assert.Contains("2026-12-03 本地休息日 · 本地节日", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongDay_IsToldBesideItsField()
    {
        using var client = await site.ClientAsync("330825", Role.SystemAdministrator);
        var (page, cookie) = await FormAsync(client);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/calendar/330825?year=2026&handler=Close")
        {
            Content = new FormUrlEncodedContent(
            [
                new("day", "2026-12-05"), new("reason", "本地节日"), new("__RequestVerificationToken", Token().Match(page).Groups[1].Value),
            ]),
        };
        post.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(post);
        Assert.Contains("这一天本来就不上班。", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=2024-09-27&amount=5&unit=workdays", "2024-10-10")]
    [InlineData("from=2024-09-27&amount=5&unit=workdays&pauseFrom=2024-10-08&pauseUntil=2024-10-10&pauseGround=听证", "2024-10-12")]
    [InlineData("from=2024-09-27&amount=5&unit=workdays&pauseFrom=2024-10-08&pauseUntil=&pauseGround=", "时钟停止")]
    [InlineData("from=2024-09-27T09:30&amount=24&unit=hours", "2024-09-28 09:30")]
    [InlineData("from=2024-09-27&amount=x&unit=workdays", "请填写 0 至 2500 的整数。")]
    public async Task Calculator_AnswersOnTheScreen(string query, string expected)
    {
        using var client = await site.ClientAsync("330802", Role.PostUser);
        Assert.Contains(expected, await client.GetStringAsync($"/calendar/330802/due?{query}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calculator_SpeaksEnglish()
    {
        using var client = await site.ClientAsync("330802", Role.PostUser);
        client.DefaultRequestHeaders.Add("Cookie", "language=c%3Den%7Cuic%3Den");
        var page = await client.GetStringAsync("/calendar/330802/due?from=2024-09-27&amount=5&unit=workdays");
        Assert.Contains("Not counted: 28 Sep (weekend), 1 Oct to 7 Oct", page, StringComparison.Ordinal);
    }

    private static async Task<(string Page, string Cookie)> FormAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/calendar/330825?year=2026");
        var cookies = response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]);
        return (await response.Content.ReadAsStringAsync(), string.Join("; ", cookies));
    }

    [GeneratedRegex("<table class=\"month\">")]
    private static partial Regex Months();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
