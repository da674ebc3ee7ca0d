using System.Globalization;
using Grains.Calendars;
using Grains.Journal;
using Tenancy;

namespace Web.Verbs.Doctor;

/// <summary>How far the holiday arrangements in force reach, for every province.</summary>
internal static class CalendarCheck
{
    /// <summary>Compares with today's date in each province's zone.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(CalendarBook book, Jurisdictions jurisdictions, TimeProvider time, CancellationToken cancellation)
    {
        await book.RefreshAsync(cancellation);
        return jurisdictions.Tree.All.Where(j => j.Parent is null)
            .Select(root => Judge(root.Name, book.For(root.Id), TimeZoneInfo.FindSystemTimeZoneById(root.Zone), time));
    }

    private static Finding Judge(string province, WorkCalendar calendar, TimeZoneInfo zone, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        var left = calendar.DaysUntilEnd(today);
        return new(
            $"calendar of {province}",
            left < 0 ? Light.Red : calendar.EndsSoon(today) ? Light.Yellow : Light.Green,
            string.Create(
                CultureInfo.InvariantCulture,
                $"working days are settled from {calendar.Coverage.From:yyyy-MM-dd} to {calendar.Coverage.To:yyyy-MM-dd}, {left} days from today; deadlines beyond are provisional"));
    }
}
