using System.Globalization;
using Grains.Calendars;
using Tenancy;
using Tenancy.Accounts;

namespace Web.Acts;

/// <summary>A filter of the audit log as addresses carry it, times as local days, both included; what cannot be understood restricts nothing.</summary>
/// <param name="here">The auditor's jurisdiction: its zone tells the days, and a sign-in name without a key is one of it.</param>
public sealed class AuditAddress(Jurisdiction here)
{
    /// <summary>Where the list stands.</summary>
    public const string List = "/audit";

    // An operator of the command line has no account and no jurisdiction, nor has whoever holds the link that sets a province up.
    private const string Operator = "os:";
    private const string Setup = "setup";

    private readonly Zone _zone = Zone.Of(here.Zone);

    /// <summary>The filter that an address asks for.</summary>
    public AuditFilter Read(IQueryCollection query) => new(
        Actor: Whole(query["person"].ToString().Trim()),
        Act: query["act"].ToString() is { Length: > 0 } act ? act : null,
        From: Day(query["from"]) is { } from ? _zone.StartOf(from) : null,
        Until: Day(query["until"]) is { } until ? _zone.EndOf(until) : null,
        Before: long.TryParse(query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null);

    /// <summary>The address of a list.</summary>
    public string Of(AuditFilter filter) => List + QueryString.Create(Parts(filter));

    /// <summary>The first local day of a filter, as forms write it.</summary>
    public string? FromDay(AuditFilter filter) => filter.From is { } from ? Text(_zone.DayOf(from)) : null;

    /// <summary>The last local day of a filter, as forms write it.</summary>
    public string? UntilDay(AuditFilter filter) => filter.Until is { } until ? Text(_zone.DayOf(until.AddTicks(-1))) : null;

    /// <summary>Who is asked for, as forms write it: a name of the own jurisdiction without its key, unless it would be somebody else's then.</summary>
    public string? Person(AuditFilter filter) =>
        filter.Actor?.StartsWith(here.Key + "/", StringComparison.Ordinal) is true && filter.Actor[(here.Key.Length + 1)..] is var name && Whole(name) == filter.Actor
            ? name
            : filter.Actor;

    private string? Whole(string person) =>
        person.Length == 0 ? null
        : person == Setup || person.Contains('/', StringComparison.Ordinal) || person.StartsWith(Operator, StringComparison.Ordinal) ? person
        : $"{here.Key}/{person}";

    private IEnumerable<KeyValuePair<string, string?>> Parts(AuditFilter filter)
    {
        if (Person(filter) is { } person)
            yield return new("person", person);
        if (filter.Act is { } act)
            yield return new("act", act);
        if (FromDay(filter) is { } from)
            yield return new("from", from);
        if (UntilDay(filter) is { } until)
            yield return new("until", until);
        if (filter.Before is { } before)
            yield return new("before", before.ToString(CultureInfo.InvariantCulture));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
