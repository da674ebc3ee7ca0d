using System.Globalization;
using Grains.Clocks;
using Grains.Tests.Calendars;
using Xunit;

namespace Grains.Tests.Clocks;

/// <summary>
/// due-days.csv: deadlines worked out day by day (hours: minute by minute) over data/holidays by a program that shares
/// no code with the platform; a sample was checked by hand against the printed arrangements.
/// Times are local (Asia/Shanghai); a day without a time means ten in the morning.
/// </summary>
public sealed class DueDayTable
{
    public static TheoryData<string, string, int, string, string, bool, string> Rows()
    {
        using var stream = typeof(DueDayTable).Assembly.GetManifestResourceStream("due-days.csv")!;
        using var reader = new StreamReader(stream);
        var rows = new TheoryData<string, string, int, string, string, bool, string>();
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var cell = line.Split(',', 7);
            var amount = int.Parse(cell[2], CultureInfo.InvariantCulture);
            rows.Add(cell[0], cell[1], amount, cell[3], cell[4], cell[5].Length > 0, cell[6].Trim('"'));
        }
        return rows;
    }

    [Fact]
    public void Table_HasMoreThanTwoHundredRows() => Assert.True(Rows().Count >= 200);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Limit_EndsAsTheTableSays(string from, string unit, int amount, string pauses, string due, bool provisional, string note)
    {
        var limit = new Limit(amount, Unit(unit));
        var actual = Clock.Due(NationCalendar.Shipped, Instant(from), limit, Pauses(pauses));
        Assert.True(Expected(due, provisional, limit) == actual, $"{note}: {due} expected, {actual} computed");
        Assert.Equal(actual, Clock.Explain(NationCalendar.Shipped, Instant(from), limit, Pauses(pauses)).Due);
    }

    private static Due Expected(string due, bool provisional, Limit limit)
    {
        if (string.Equals(due, "paused", StringComparison.Ordinal))
            return Due.Paused;
        if (limit.Unit == LimitUnit.Hours)
            return new(Instant(due), DateOnly.FromDateTime(Local(due).AddTicks(-1)), provisional);
        var day = NationCalendar.Day(due);
        return new(Instant($"{due} 00:00").AddDays(1), day, provisional);
    }

    private static LimitUnit Unit(string unit) => unit switch
    {
        "workdays" => LimitUnit.WorkingDays,
        "days" => LimitUnit.CalendarDays,
        "hours" => LimitUnit.Hours,
        "months" => LimitUnit.Months,
        _ => throw new InvalidDataException(unit),
    };

    private static Pause[] Pauses(string cell) =>
    [
        .. cell.Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(pause => pause.Split('/'))
            .Select(ends => new Pause(Instant(ends[0]), ends[1].Length == 0 ? null : Instant(ends[1]), "听证")),
    ];

    private static DateTimeOffset Instant(string local) => new DateTimeOffset(Local(local), TimeSpan.FromHours(8)).ToUniversalTime();

    private static DateTime Local(string local) => DateTime.ParseExact(
        local.Length == 10 ? $"{local} 10:00" : local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
