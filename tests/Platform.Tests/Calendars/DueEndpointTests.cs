using System.Net;
using System.Text.Json;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed class DueEndpointTests(CalendarSite site) : IClassFixture<CalendarSite>
{
    [Theory]
    [InlineData("from=2024-09-27&workdays=5", "2024-10-10", "2024-10-10T16:00:00+00:00")]
    [InlineData("from=2024-09-27T09:30&workdays=5", "2024-10-10", "2024-10-10T16:00:00+00:00")]
    [InlineData("from=2024-09-27T09:30:00%2B08:00&workdays=5", "2024-10-10", "2024-10-10T16:00:00+00:00")]
    [InlineData("from=2024-09-27T09:30:00+08:00&workdays=5", "2024-10-10", "2024-10-10T16:00:00+00:00")]
    [InlineData("from=2024-09-27T16:30:00Z&workdays=1", "2024-09-29", "2024-09-29T16:00:00+00:00")]
    [InlineData("from=2024-09-27&days=4", "2024-10-08", "2024-10-08T16:00:00+00:00")]
    [InlineData("from=2024-01-31&months=1", "2024-02-29", "2024-02-29T16:00:00+00:00")]
    [InlineData("from=2024-09-27T09:30&hours=24", "2024-09-28", "2024-09-28T01:30:00+00:00")]
    [InlineData("from=2024-09-27&workdays=5&pause=2024-10-08..2024-10-10", "2024-10-12", "2024-10-12T16:00:00+00:00")]
    [InlineData("from=2024-09-27&workdays=5&pause=2024-10-08..2024-10-09,听证&pause=2024-10-10..2024-10-11", "2024-10-12", "2024-10-12T16:00:00+00:00")]
    public async Task Limit_EndsOnItsDay(string query, string due, string lateFrom)
    {
        var answer = await AskAsync(query);
        Assert.Equal(due, answer.GetProperty("due").GetString());
        Assert.Equal(lateFrom, answer.GetProperty("lateFrom").GetString());
        Assert.False(answer.GetProperty("provisional").GetBoolean());
        Assert.False(answer.GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task Answer_ExplainsItself()
    {
        var why = (await AskAsync("from=2024-09-27&workdays=5&pause=2024-10-08..2024-10-09,听证")).GetProperty("explanation");
        Assert.Equal("2024-09-27", why.GetProperty("startDay").GetString());
        Assert.Equal("workdays", why.GetProperty("unit").GetString());
        Assert.Equal(["2024-09-29", "2024-09-30", "2024-10-09"], why.GetProperty("counted").EnumerateArray().Select(run => run.GetProperty("from").GetString()));
        var holiday = why.GetProperty("skipped").EnumerateArray().Last();
        Assert.Equal(("holiday", "国庆节", 7), (holiday.GetProperty("kind").GetString(), holiday.GetProperty("name").GetString(), holiday.GetProperty("days").GetInt32()));
        Assert.Equal(1, why.GetProperty("pauses")[0].GetProperty("daysExcluded").GetInt32());
        Assert.Contains("听证", why.GetProperty("text").GetProperty("zh").ToString(), StringComparison.Ordinal);
        Assert.Contains("Due: Fri 11 Oct 2024, 24:00", why.GetProperty("text").GetProperty("en").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenPause_LeavesNothingDue()
    {
        var answer = await AskAsync("from=2024-09-27&workdays=5&pause=2024-10-09..");
        Assert.True(answer.GetProperty("paused").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("due").ValueKind);
        Assert.Equal(2, answer.GetProperty("explanation").GetProperty("daysLeft").GetInt32());
    }

    [Fact]
    public async Task DeadlineBeyondTheArrangement_IsProvisional() =>
        Assert.True((await AskAsync("from=2026-12-18&workdays=5")).GetProperty("provisional").GetBoolean());

    [Theory]
    [InlineData("workdays=5", "from", "from-invalid")]
    [InlineData("from=2024-02-30&workdays=5", "from", "from-invalid")]
    [InlineData("from=1200-01-01&workdays=5", "from", "from-invalid")]
    [InlineData("from=2024-09-27", "workdays", "limit-missing")]
    [InlineData("from=2024-09-27&workdays=5&days=3", "days", "limit-ambiguous")]
    [InlineData("from=2024-09-27&workdays=-1", "workdays", "limit-invalid")]
    [InlineData("from=2024-09-27&months=121", "months", "limit-invalid")]
    [InlineData("from=2024-09-27&hours=x", "hours", "limit-invalid")]
    [InlineData("from=2024-09-27&days=99999999999", "days", "limit-invalid")]
    [InlineData("from=2024-09-27&workdays=5&pause=2024-10-09", "pause", "pause-invalid")]
    [InlineData("from=2024-09-27&workdays=5&pause=2024-10-09..2024-10-08", "pause", "pause-ends-before-it-begins")]
    [InlineData("from=2024-09-27&workdays=5&pause=2024-10-09..2044-10-08", "pause", "pause-too-long")]
    public async Task BadQuestion_IsRefusedWithItsField(string query, string field, string code)
    {
        using var client = site.Stranger();
        using var response = await client.GetAsync($"/api/v1/calendars/330802/due?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("errors").GetProperty(field)[0].GetString()!);
    }

    [Fact]
    public async Task UnknownJurisdiction_IsNotFound()
    {
        using var client = site.Stranger();
        using var response = await client.GetAsync("/api/v1/calendars/999999/due?from=2024-09-27&workdays=5");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Year_NamesItsDaysAndTheReach()
    {
        using var client = site.Stranger();
        using var response = await client.GetAsync("/api/v1/calendars/330802?year=2024");
        using var year = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(36, year.RootElement.GetProperty("days").GetArrayLength());
        Assert.Equal("2016-01-01", year.RootElement.GetProperty("coveredFrom").GetString());
        Assert.Equal(251, year.RootElement.GetProperty("workingDays").GetInt32());
        Assert.Equal(2024, year.RootElement.GetProperty("year").GetInt32());
    }

    [Theory]
    [InlineData("", 2026)]
    [InlineData("?year=2016", 2016)]
    public async Task Year_IsTodaysUnlessAskedFor(string query, int year)
    {
        using var client = site.Stranger();
        using var answer = JsonDocument.Parse(await client.GetStringAsync($"/api/v1/calendars/330000{query}"));
        Assert.Equal(year, answer.RootElement.GetProperty("year").GetInt32());
    }

    private async Task<JsonElement> AskAsync(string query)
    {
        using var client = site.Stranger();
        using var response = await client.GetAsync($"/api/v1/calendars/330802/due?{query}");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
