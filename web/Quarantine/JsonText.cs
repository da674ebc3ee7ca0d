using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Web.Interface;

namespace Web.Quarantine;

/// <summary>A refused event's bytes as text: set out line by line where they are JSON, with the field at fault marked.</summary>
public sealed class JsonText
{
    /// <summary>What stands in place of a value that the reader may not see.</summary>
    public const string Hidden = "•••";

    // What people read and write is not to be full of escapes; a page encodes it once more.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImmutableArray<JsonLine>.Builder _lines = ImmutableArray.CreateBuilder<JsonLine>();
    private readonly string _field;
    private readonly bool _hidesPersons;

    private JsonText(string field, bool hidesPersons) => (_field, _hidesPersons) = (field, hidesPersons);

    /// <summary>The lines of an event; null where its bytes are not JSON, or no object of which parts could be left out.</summary>
    /// <param name="raw">The bytes.</param>
    /// <param name="field">The field at fault, as a path; empty for none.</param>
    /// <param name="hidesPersons">Whether the values of fields about people are left out.</param>
    public static ImmutableArray<JsonLine>? Lines(ReadOnlyMemory<byte> raw, string field, bool hidesPersons)
    {
        try
        {
            using var document = JsonDocument.Parse(raw);
            if (hidesPersons && document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var text = new JsonText(field, hidesPersons);
            text.Write(document.RootElement, path: "", before: "", after: "", depth: 0, faulty: false);
            return text._lines.ToImmutable();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The whole event to be edited: set out where it is JSON, else as it came, with a mark for what is no text.</summary>
    public static string ToEdit(byte[] raw) =>
        Lines(raw, "", hidesPersons: false) is { } lines ? string.Join('\n', lines.Select(line => line.Text)) : Encoding.UTF8.GetString(raw);

    private void Write(JsonElement value, string path, string before, string after, int depth, bool faulty)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                WriteObject(value, path, before, after, depth, faulty);
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                Add(before + "[", depth, faulty);
                var left = value.GetArrayLength();
                foreach (var element in value.EnumerateArray())
                    Write(element, path + "[]", "", --left > 0 ? "," : "", depth + 1, faulty);
                Add("]" + after, depth, faulty);
                break;
            default:
                Add(before + TextOf(value) + after, depth, faulty);
                break;
        }
    }

    private void WriteObject(JsonElement value, string path, string before, string after, int depth, bool faulty)
    {
        Add(before + "{", depth, faulty);
        var left = value.EnumerateObject().Count();
        foreach (var member in value.EnumerateObject())
        {
            var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var (name, comma) = (JsonSerializer.Serialize(member.Name, Readable) + ": ", --left > 0 ? "," : "");
            var isFaulty = faulty || string.Equals(place, _field, StringComparison.Ordinal);
            if (_hidesPersons && (PersonalFields.Holds(place) || (place == "data" && member.Value.ValueKind != JsonValueKind.Object)))
                Add($"{name}\"{Hidden}\"{comma}", depth + 1, isFaulty);
            else
                Write(member.Value, place, name, comma, depth + 1, isFaulty);
        }

        Add("}" + after, depth, faulty);
    }

    private void Add(string text, int depth, bool faulty) => _lines.Add(new(new string(' ', 2 * depth) + text, faulty));

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? JsonSerializer.Serialize(value.GetString(), Readable) : value.GetRawText();
}
