using System.Text.Json;

namespace Tenancy.Tree;

/// <summary>Reads the JSON form of a tree: <c>{code, name, level, cities:[{…, counties:[…]}]}</c>, as in data/divisions, and its extension.</summary>
/// <remarks>
/// Beyond the form of the shipped files, any jurisdiction may have <c>cities</c>, <c>counties</c>, <c>townships</c>,
/// <c>zones</c> (development zones) or <c>children</c> (with a level each), <c>key</c>, <c>zone</c> (time zone) and
/// <c>placement</c>. Depth may differ from branch to branch; what may stand below what, <see cref="StandsBelow"/> says.
/// A key that is not given is the code or, where the file has given that away (东莞), the code with its level: <c>441900.county</c>.
/// </remarks>
public static class TreeFile
{
    private const int Deepest = 12;

    private static readonly Dictionary<string, Level?> Lists = new(StringComparer.Ordinal)
    {
        ["cities"] = Level.City,
        ["counties"] = Level.County,
        ["townships"] = Level.Township,
        ["zones"] = Level.Zone,
        ["children"] = null,
    };

    private static readonly string[] Members = [.. Lists.Keys, "code", "name", "level", "key", "zone", "placement"];

    /// <summary>Reads a file; the tree is null when there are faults.</summary>
    public static (TreeNode? Root, IReadOnlyList<TreeFault> Faults) Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 4 * Deepest });
            var faults = new List<TreeFault>();
            var root = ReadNode(document.RootElement, "$", given: null, above: null, new HashSet<string>(StringComparer.Ordinal), faults);
            return (faults.Count == 0 ? root : null, faults);
        }
        catch (JsonException e)
        {
            return (null, [new TreeFault("unreadable", $"line {e.LineNumber + 1}", "The file is not JSON, or nested too deep.")]);
        }
        catch (InvalidOperationException)
        {
            // Half of a character that takes two escapes (\ud800) is well-formed JSON and no text.
            return (null, [new TreeFault("unreadable", "$", "The file holds half a character, which no text can have.")]);
        }
    }

    /// <summary>Whether one level may stand directly below another: lower ones, skipping any; development zones below and above all but provinces.</summary>
    public static bool StandsBelow(Level child, Level parent) =>
        child != Level.Province && (child > parent || parent == Level.Zone);

    private static TreeNode? ReadNode(JsonElement json, string where, Level? given, Level? above, HashSet<string> keys, List<TreeFault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new TreeFault("shape", where, "An object is expected: {code, name, level, …}."));
            return null;
        }

        foreach (var twice in json.EnumerateObject().GroupBy(m => m.Name, StringComparer.Ordinal).Where(told => told.Count() > 1).Select(told => told.Key))
            faults.Add(new TreeFault("member-repeated", $"{where}.{twice}", "A member is told once."));
        foreach (var member in json.EnumerateObject().Where(m => !Members.Contains(m.Name, StringComparer.Ordinal)))
            faults.Add(new TreeFault("member-unknown", $"{where}.{member.Name}", $"Known members are {string.Join(", ", Members)}."));
        var level = ReadLevel(json, where, given, faults);
        var code = ReadCode(json, where, faults);
        var name = ReadText(json, where, "name", 100, faults);
        if (level is null || code is null || name is null)
            return null;
        if (above is { } parent && !StandsBelow(level.Value, parent))
            faults.Add(new TreeFault("level-order", where, $"A {level} does not stand below a {parent}."));
        var key = Text(json, "key") ?? (keys.Contains(code) ? $"{code}.{level.Value.ToString().ToLowerInvariant()}" : code);
        if (!IsKey(key) || !keys.Add(key))
            faults.Add(new TreeFault("key", where, $"The key {key} is taken, or is not 1 to 40 letters, digits, dots and hyphens. Give another one as \"key\"."));
        var zone = Text(json, "zone");
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            faults.Add(new TreeFault("zone-unknown", $"{where}.zone", "An IANA time zone is expected, such as Asia/Shanghai."));
        return new TreeNode(key, code, name, level.Value, zone, Text(json, "placement"), ReadChildren(json, where, level.Value, keys, faults));
    }

    private static List<TreeNode> ReadChildren(JsonElement json, string where, Level level, HashSet<string> keys, List<TreeFault> faults)
    {
        var children = new List<TreeNode>();
        foreach (var (name, of) in Lists)
        {
            if (!json.TryGetProperty(name, out var list))
                continue;
            if (list.ValueKind != JsonValueKind.Array)
            {
                faults.Add(new TreeFault("shape", $"{where}.{name}", "A list is expected."));
                continue;
            }

            var n = 0;
            foreach (var item in list.EnumerateArray())
            {
                if (ReadNode(item, $"{where}.{name}[{n++}]", of, level, keys, faults) is { } child)
                    children.Add(child);
            }
        }

        return children;
    }

    private static Level? ReadLevel(JsonElement json, string where, Level? given, List<TreeFault> faults)
    {
        if (Text(json, "level") is not { } text)
            return given ?? Fault();
        return Enum.TryParse<Level>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && (given is null || given == level) ? level : Fault();

        Level? Fault()
        {
            faults.Add(new TreeFault("level", $"{where}.level", "province, city, county, township or zone is expected, as the list it stands in says."));
            return null;
        }
    }

    private static string? ReadCode(JsonElement json, string where, List<TreeFault> faults)
    {
        if (Text(json, "code") is { Length: 6 or 9 or 12 } code && code.All(char.IsAsciiDigit))
            return code;
        faults.Add(new TreeFault("code", $"{where}.code", "Six digits (GB/T 2260), nine (GB/T 10114) or twelve are expected."));
        return null;
    }

    private static string? ReadText(JsonElement json, string where, string member, int longest, List<TreeFault> faults)
    {
        if (Text(json, member) is { } text && text.Trim().Length is var length && length > 0 && length <= longest)
            return text.Trim();
        faults.Add(new TreeFault(member, $"{where}.{member}", $"1 to {longest} characters are expected."));
        return null;
    }

    private static string? Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= 40 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');
}
