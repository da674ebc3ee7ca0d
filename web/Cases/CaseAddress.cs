using System.Globalization;
using System.Text.Json;
using Grains.Cases;
using Grains.Rules;

namespace Web.Cases;

/// <summary>A filter as addresses carry it: kebab-case names, ids as numbers, nothing for what restricts nothing.</summary>
public static class CaseAddress
{
    /// <summary>The filter that an address asks for; what cannot be understood restricts nothing.</summary>
    /// <remarks>The handler is <c>person</c> there, because <c>handler</c> means something to Razor Pages.</remarks>
    public static CaseFilter Read(IQueryCollection query) => new()
    {
        Show = Member<CaseShow>(query["show"]) ?? CaseShow.Working,
        Colour = Member<Colour>(query["colour"]),
        Department = Number(query["department"]),
        Item = Number(query["item"]),
        Handler = Text(query["person"]),
        Due = Member<DaysLeft>(query["due"]),
        Source = Member<CaseSource>(query["source"]),
        Number = Text(query["number"]),
        Day = Day(query["day"]),
        After = CaseCursor.Parse(query["after"]),
    };

    /// <summary>The address of a list.</summary>
    /// <param name="filter">Which cases.</param>
    /// <param name="part">The part of the page to be answered; null = the page.</param>
    public static string Of(CaseFilter filter, string? part = null) =>
        "/cases" + QueryString.Create([.. part is null ? [] : new[] { new KeyValuePair<string, string?>("handler", part) }, .. Parts(filter)]);

    /// <summary>How addresses name a member of an enumeration.</summary>
    public static string Name<T>(T member)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    private static IEnumerable<KeyValuePair<string, string?>> Parts(CaseFilter filter)
    {
        if (filter.Show != CaseShow.Working)
            yield return new("show", Name(filter.Show));
        if (filter.Colour is { } colour)
            yield return new("colour", Name(colour));
        if (filter.Department is { } department)
            yield return new("department", department.ToString(CultureInfo.InvariantCulture));
        if (filter.Item is { } item)
            yield return new("item", item.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(filter.Handler))
            yield return new("person", filter.Handler);
        if (filter.Due is { } due)
            yield return new("due", Name(due));
        if (filter.Source is { } source)
            yield return new("source", Name(source));
        if (!string.IsNullOrEmpty(filter.Number))
            yield return new("number", filter.Number);
        if (filter.Day is { } day)
            yield return new("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (filter.After is { } after)
            yield return new("after", after.ToString());
    }

    private static T? Member<T>(string? text)
        where T : struct, Enum
    {
        foreach (var member in Enum.GetValues<T>())
        {
            if (string.Equals(Name(member), text, StringComparison.Ordinal))
                return member;
        }

        return null;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim()[..Math.Min(text.Trim().Length, 100)];
}
