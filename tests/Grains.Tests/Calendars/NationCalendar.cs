using Grains.Calendars;

namespace Grains.Tests.Calendars;

/// <summary>The shipped arrangements as one calendar, shared by the tests.</summary>
internal static class NationCalendar
{
    public static WorkCalendar Shipped { get; } = WorkCalendar.National(ShippedArrangements.All, Zone.Shanghai, version: 1);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
