using System.Globalization;
using Grains.Calendars;

namespace Web.Verbs.Doctor;

/// <summary>How far the national holiday arrangements that come with the platform reach.</summary>
internal static class CalendarCheck
{
    /// <summary>Compares with today's date.</summary>
    public static Finding Run(TimeProvider time)
    {
        var reach = Coverage.Of(ShippedArrangements.All.Select(a => a.Year));
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var left = reach.To.DayNumber - today.DayNumber;
        return new(
            "calendar",
            left < 0 ? Light.Red : left <= WorkCalendar.AlarmDays ? Light.Yellow : Light.Green,
            string.Create(CultureInfo.InvariantCulture, $"working days are settled from {reach.From:yyyy-MM-dd} to {reach.To:yyyy-MM-dd}, {left} days from today; deadlines beyond are provisional"));
    }
}
