using System.Globalization;
using System.Text;
using Web.Calendars;
using Xunit;

namespace Platform.Tests.Calendars;

public sealed class CalendarDeskTests(CalendarDatabase database) : IClassFixture<CalendarDatabase>
{
    [Fact]
    public async Task PaperBeyondAMissingYear_IsRefused_AndTheMissingYearIsTakenHoweverLate()
    {
        var desk = new CalendarDesk(database.Book, database.Changes, new Autumn(2030));

        Assert.Equal(new PaperFault("paper-leaves-gap", "2027"), await LoadAsync(2030));
        Assert.Equal(new PaperFault("paper-year-out-of-reach", null), await LoadAsync(2026));
        Assert.Null(await LoadAsync(2027));
        Assert.Equal(new PaperFault("paper-leaves-gap", "2028"), await LoadAsync(2029));
        Assert.Equal(new(2027, 12, 24), database.Book.Coming(database.County).Coverage.To);

        Task<PaperFault?> LoadAsync(int year) => desk.LoadAsync(
            database.Province, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"year":{{year}},"papers":[],"days":[]}""")),
            "管理员01", TestContext.Current.CancellationToken);
    }

    private sealed class Autumn(int year) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(year, 11, 21, 4, 0, 0, TimeSpan.Zero);
    }
}
