using System.Globalization;
using Grains.Rules;

namespace Web.Signals;

/// <summary>A filter as addresses carry it; what cannot be understood restricts nothing.</summary>
public static class SignalAddress
{
    /// <summary>The filter that an address asks for.</summary>
    public static SignalFilter Read(IQueryCollection query) => new()
    {
        Colour = query["colour"].ToString() switch
        {
            "red" => Colour.Red,
            "yellow" => Colour.Yellow,
            "green" => Colour.Green,
            _ => null,
        },
        Department = int.TryParse(query["department"], NumberStyles.None, CultureInfo.InvariantCulture, out var department) ? department : null,
        Rule = query["rule"].ToString() is { Length: > 0 } rule ? rule : null,
        Day = DateOnly.TryParseExact(query["day"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null,
        Contradicted = query["show"] == "contradicted",
        After = SignalCursor.Parse(query["after"]),
    };

    /// <summary>The address of a list.</summary>
    public static string Of(SignalFilter filter) => "/signals" + QueryString.Create(Parts(filter));

    private static IEnumerable<KeyValuePair<string, string?>> Parts(SignalFilter filter)
    {
        if (filter.Contradicted)
            yield return new("show", "contradicted");
        if (filter.Colour is { } colour)
            yield return new("colour", colour.ToString().ToLowerInvariant());
        if (filter.Department is { } department)
            yield return new("department", department.ToString(CultureInfo.InvariantCulture));
        if (filter.Rule is { } rule)
            yield return new("rule", rule);
        if (filter.Day is { } day)
            yield return new("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (filter.After is { } after)
            yield return new("after", after.ToString());
    }
}
