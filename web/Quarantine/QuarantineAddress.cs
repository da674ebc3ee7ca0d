using System.Globalization;
using Grains.Calendars;

namespace Web.Quarantine;

/// <summary>A filter as addresses carry it, times as local days, both included; what cannot be understood restricts nothing.</summary>
/// <param name="zone">The jurisdiction's zone.</param>
public sealed class QuarantineAddress(Zone zone)
{
    /// <summary>Where the list stands.</summary>
    public const string List = "/quarantine";

    /// <summary>The filter that an address asks for.</summary>
    public QuarantineFilter Read(IQueryCollection query) => new()
    {
        State = query["state"].ToString() switch
        {
            "resubmitted" => QuarantineState.Resubmitted,
            "dismissed" => QuarantineState.Dismissed,
            _ => QuarantineState.Open,
        },
        Department = int.TryParse(query["department"], NumberStyles.None, CultureInfo.InvariantCulture, out var department) ? department : null,
        Code = query["code"].ToString() is { Length: > 0 } code ? code : null,
        Field = query["field"].ToString() is { Length: > 0 } field ? field == "-" ? "" : field : null,
        From = Day(query["from"]) is { } from ? zone.StartOf(from) : null,
        Until = Day(query["until"]) is { } until ? zone.EndOf(until) : null,
        After = QuarantineCursor.Parse(query["after"]),
    };

    /// <summary>The address of a list.</summary>
    /// <param name="filter">Which events.</param>
    /// <param name="handler">The form that is posted; null for the page.</param>
    public string Of(QuarantineFilter filter, string? handler = null) =>
        List + QueryString.Create([.. handler is null ? [] : new[] { new KeyValuePair<string, string?>("handler", handler) }, .. Parts(filter)]);

    /// <summary>The first local day of a filter, as forms write it.</summary>
    public string? FromDay(QuarantineFilter filter) => filter.From is { } from ? Text(zone.DayOf(from)) : null;

    /// <summary>The last local day of a filter, as forms write it.</summary>
    public string? UntilDay(QuarantineFilter filter) => filter.Until is { } until ? Text(zone.DayOf(until.AddTicks(-1))) : null;

    private IEnumerable<KeyValuePair<string, string?>> Parts(QuarantineFilter filter)
    {
        if (filter.State != QuarantineState.Open)
            yield return new("state", filter.State.ToString().ToLowerInvariant());
        if (filter.Department is { } department)
            yield return new("department", department.ToString(CultureInfo.InvariantCulture));
        if (filter.Code is { } code)
            yield return new("code", code);
        if (filter.Field is { } field)
            yield return new("field", field.Length == 0 ? "-" : field);
        if (FromDay(filter) is { } from)
            yield return new("from", from);
        if (UntilDay(filter) is { } until)
            yield return new("until", until);
        if (filter.After is { } after)
            yield return new("after", after.ToString());
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
