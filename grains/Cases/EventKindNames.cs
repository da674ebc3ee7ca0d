using System.Collections.Frozen;
using System.Text.Json;

namespace Grains.Cases;

/// <summary>The kinds of event by their names on the wire (kebab-case).</summary>
public static class EventKindNames
{
    private static readonly FrozenDictionary<string, CaseEventKind> ByName = Enum.GetValues<CaseEventKind>()
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>The names a department or a log may use: all but what the platform alone records.</summary>
    public static IReadOnlyList<string> Told { get; } =
        [.. ByName.Where(entry => !IsPlatforms(entry.Value)).OrderBy(entry => entry.Value).Select(entry => entry.Key)];

    /// <summary>The kind of a name that a department or a log may use.</summary>
    public static bool TryParse(string name, out CaseEventKind kind) => ByName.TryGetValue(name, out kind) && !IsPlatforms(kind);

    /// <summary>The name of a kind.</summary>
    public static string NameOf(CaseEventKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    private static bool IsPlatforms(CaseEventKind kind) => kind is CaseEventKind.DeemedAccepted or CaseEventKind.Judged;
}
