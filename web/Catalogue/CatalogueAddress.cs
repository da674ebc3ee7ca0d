using System.Globalization;
using System.Text.Json;
using Grains.Catalogue;
using Microsoft.AspNetCore.Http.Extensions;

namespace Web.Catalogue;

/// <summary>The catalogue's addresses: filters in kebab-case, items by their code.</summary>
public static class CatalogueAddress
{
    /// <summary>The filter that an address asks for; what cannot be understood restricts nothing.</summary>
    public static CatalogueFilter Read(IQueryCollection query) => new()
    {
        Department = Text(query["department"]),
        Kind = Member<ItemKind>(query["kind"]),
        State = Member<CatalogueState>(query["state"]),
        Words = Text(query["q"]),
        After = Text(query["after"]),
    };

    /// <summary>The address of a list.</summary>
    /// <param name="filter">Which items.</param>
    /// <param name="jurisdiction">Key of the jurisdiction; null = the viewer's own.</param>
    public static string Of(CatalogueFilter filter, string? jurisdiction) => "/catalogue" + Query(
        ("jurisdiction", jurisdiction), ("department", filter.Department), ("kind", filter.Kind is { } kind ? Name(kind) : null),
        ("state", filter.State is { } state ? Name(state) : null), ("q", filter.Words), ("after", filter.After));

    /// <summary>The address of an item.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="jurisdiction">Key of the jurisdiction; null = the viewer's own.</param>
    /// <param name="version">Number of the version to show; null = the one in force, else the last.</param>
    public static string Item(string code, string? jurisdiction = null, int? version = null) =>
        $"/catalogue/items/{Uri.EscapeDataString(code)}{Query(("jurisdiction", jurisdiction), ("version", version?.ToString(CultureInfo.InvariantCulture)))}";

    /// <summary>The address under which an item is edited.</summary>
    public static string Edit(string code) => $"/catalogue/items/{Uri.EscapeDataString(code)}/edit";

    /// <summary>The address at which two versions stand side by side.</summary>
    public static string Compare(string code, string? jurisdiction, int left, int right, bool onlyDifferences = false) =>
        $"/catalogue/items/{Uri.EscapeDataString(code)}/versions{Query(
            ("jurisdiction", jurisdiction), ("left", left.ToString(CultureInfo.InvariantCulture)), ("right", right.ToString(CultureInfo.InvariantCulture)),
            ("only", onlyDifferences ? "differences" : null))}";

    /// <summary>The code in a route: a slash in it stays escaped on the way here.</summary>
    public static string CodeOf(string routed) => routed.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>How addresses and texts name a member of an enumeration.</summary>
    public static string Name<T>(T member)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parts)
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }

        return query.ToString();
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

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim()[..Math.Min(text.Trim().Length, 100)];
}
