using System.Text.Json;
using Grains.Calendars;

namespace Web.Calendars;

/// <summary>The names of kinds of day on the wire.</summary>
internal static class DayKindNames
{
    /// <summary>workingDay, weekend, holiday, makeUpWorkday or localClosure.</summary>
    public static string Of(DayKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
