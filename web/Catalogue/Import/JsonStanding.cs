using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Web.Catalogue.Import;

/// <summary>What stands at a place of a document that could not be read.</summary>
internal static partial class JsonStanding
{
    /// <summary>Every value at a path such as <c>$.flow.steps[0].code</c>: none where the path leads nowhere, several where a member is told more than once.</summary>
    /// <remarks>Members are found as they are read: in whatever case they are written.</remarks>
    public static IReadOnlyList<JsonElement> At(JsonElement document, string path)
    {
        IEnumerable<JsonElement> standing = [document];
        foreach (Match step in Steps().Matches(path))
        {
            standing = step.Groups["index"] is { Success: true } index
                ? standing.Where(one => one.ValueKind == JsonValueKind.Array).SelectMany(one => one.EnumerateArray().Skip(int.Parse(index.ValueSpan, CultureInfo.InvariantCulture)).Take(1))
                : standing.Where(one => one.ValueKind == JsonValueKind.Object).SelectMany(one => one.EnumerateObject())
                    .Where(member => NameOf(member).Equals(step.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)).Select(member => member.Value);
        }

        return [.. standing];
    }

    /// <summary>A value as it is told: its text, or what it is where it has parts.</summary>
    public static string Said(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value.ValueKind.ToString() : value.ValueKind == JsonValueKind.Null ? "null" : Text(value);

    /// <summary>A text, or as it is written where it is none: with half of a character that takes two escapes (\ud800).</summary>
    public static string Text(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }

    /// <summary>A member's name, or how it is written, as far as a name may go, where that is no text.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return WrittenName().Match(member.ToString()).Groups["name"].Value;
        }
    }

    [GeneratedRegex("""^\s*"(?<name>([^"\\]|\\.){0,100})""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex WrittenName();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d{1,9})\]|\['(?<name>[^']*)'\]", RegexOptions.None, 1_000)]
    private static partial Regex Steps();
}
