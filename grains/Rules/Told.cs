using System.Globalization;

namespace Grains.Rules;

/// <summary>The facts under a fault, in one spelling: instants in UTC, days as such, numbers plain.</summary>
/// <remarks>The names are keys: screens show them in the reader's language.</remarks>
internal static class Told
{
    /// <summary>An instant in UTC, fractions only where there are any.</summary>
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    /// <summary>A local day.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    public static KeyValuePair<string, string> Of(string name, string? value) => new(name, value ?? "");

    public static KeyValuePair<string, string> Of(string name, DateTimeOffset? value) =>
        new(name, value is { } at ? at.ToString(InstantFormat, CultureInfo.InvariantCulture) : "");

    public static KeyValuePair<string, string> Of(string name, DateOnly value) => new(name, Day(value));

    public static KeyValuePair<string, string> Of(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    public static KeyValuePair<string, string> Of(string name, decimal value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));

    public static string Day(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
