using System.Text;
using Grains.Calendars;
using Grains.Journal;
using Npgsql;
using Tenancy;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed class CalendarBookTests(CalendarDatabase database) : IClassFixture<CalendarDatabase>
{
    private TenantId Province => database.Province;

    private TenantId City => database.City;

    private TenantId County => database.County;

    [Fact]
    public void ShippedPapers_HoldFromTheStart()
    {
        var calendar = database.Book.For(County);
        Assert.Equal(new(2016, 1, 1), calendar.Coverage.From);
        Assert.True(calendar.Covers(new(2026, 12, 24)));
        Assert.Equal(DayKind.MakeUpWorkday, calendar.Kind(new(2024, 9, 29)));
        Assert.True(calendar.Version >= 11);
    }

    [Fact]
    public async Task SeedingAgain_AddsNothing() => Assert.Equal(0, await database.Changes.SeedAsync());

    [Fact]
    public async Task Closure_TakesEffectAfterTheDelayForTheJurisdictionAndThoseBelow()
    {
        var day = new DateOnly(2026, 12, 1);
        await database.Changes.CloseAsync(City, day, closed: true, "本地节日", "管理员01");
        Assert.True(await database.Book.RefreshAsync());
        var now = database.Book.CheckedAt;
        Assert.True(database.Book.For(County, now).IsWorkingDay(day));
        Assert.False(database.Book.For(County, now + CalendarBook.Delay).IsWorkingDay(day));
        Assert.False(database.Book.Coming(City).IsWorkingDay(day));
        Assert.True(database.Book.Coming(Province).IsWorkingDay(day));
        Assert.Contains(database.Book.OwnClosures(City), closure => closure.Day == day && closure.Reason == "本地节日");
        Assert.False(await database.Book.RefreshAsync());
    }

    [Fact]
    public async Task Book_IsFreshForTheDelayAfterItLooked()
    {
        await database.Book.RefreshAsync();
        Assert.True(database.Book.IsFresh(database.Book.CheckedAt.AddSeconds(4.9)));
        Assert.False(database.Book.IsFresh(database.Book.CheckedAt + CalendarBook.Delay));
    }

    [Fact]
    public async Task OnlyARoot_LoadsThePaperOfANewYear()
    {
        var paper = Encoding.UTF8.GetBytes("""{"year":2027,"papers":[],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}""");
        Assert.False(await database.Changes.LoadAsync(City, paper, 2027, "管理员01"));
        Assert.True(await database.Changes.LoadAsync(Province, paper, 2027, "管理员01"));
        await database.Book.RefreshAsync();
        var coming = database.Book.Coming(County);
        Assert.Equal(new(2027, 12, 24), coming.Coverage.To);
        Assert.Equal(DayKind.Holiday, coming.Kind(new(2027, 1, 1)));
    }

    [Fact]
    public async Task NoJurisdiction_ClosesADayForAnother()
    {
        await using var session = await database.Platform.Sessions.OpenDirectoryAsync(County);
        var connection = await session.ConnectAsync();
        await using var insert = new NpgsqlCommand(
            "insert into closure_change (tenant, day, closed, made_by, reason) values (5, '2026-12-02', true, 'x', 'x')", connection);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => insert.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("insert into holiday_paper (version, year, effective_at, made_at, made_by, body) values (99, 2030, now(), now(), 'x', '{}')")]
    [InlineData("update calendar_version set version = 99")]
    [InlineData("update closure_change set reason = 'x'")]
    [InlineData("delete from closure_change")]
    public async Task Tenant_WritesNothingElse(string sql)
    {
        await using var session = await database.Platform.Sessions.OpenDirectoryAsync(Province);
        var connection = await session.ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task BookBeforeItsFirstLook_RefusesToAnswer()
    {
        using var book = new CalendarBook(database.Platform.Sessions, database.Platform.Jurisdictions);
        Assert.Throws<InvalidOperationException>(() => book.For(County));
        Assert.True(await book.RefreshAsync());
        Assert.NotNull(book.For(County));
    }

    [Fact]
    public async Task ChangesAtOnce_AreNumberedWithoutGapsOrDoubles()
    {
        var before = await database.FromDirectoryAsync<int>("select version from calendar_version");
        await Parallel.ForAsync(0, 20, async (index, cancellation) =>
            await database.Changes.CloseAsync(database.OtherCity, new DateOnly(2026, 7, 1).AddDays(index), closed: true, "x", "x", cancellation));
        var versions = await database.FromDirectoryAsync<int[]>(
            $"select array_agg(version order by version) from closure_change where version > {before} and tenant = 2");
        Assert.Equal(Enumerable.Range(before + 1, 20), versions);
    }
}
