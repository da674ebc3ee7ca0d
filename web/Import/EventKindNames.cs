using System.Collections.Frozen;
using System.Text.Json;
using Grains.Cases;

namespace Web.Import;

/// <summary>The kinds of event by their names on the wire (kebab-case).</summary>
internal static class EventKindNames
{
    private static readonly FrozenDictionary<string, CaseEventKind> ByName = Enum.GetValues<CaseEventKind>()
        .ToFrozenDictionary(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    /// <summary>The names a log may use: all but what the platform alone records.</summary>
    public static IEnumerable<string> Importable =>
        ByName.Where(entry => entry.Value != CaseEventKind.DeemedAccepted).OrderBy(entry => entry.Value).Select(entry => entry.Key);

    /// <summary>The kind of a name.</summary>
    public static bool TryParse(string name, out CaseEventKind kind) => ByName.TryGetValue(name, out kind);
}
