using System.Text.Json;

namespace Grains.Journal;

/// <summary>A JSON document in canonical bytes: the same for the same content, however it is spaced and its members are ordered.</summary>
/// <remarks>Numbers stay as they are written: 1.0 is not 1. What reads the document is not asked, so that new members of its type change no digest.</remarks>
public static class CanonicalJson
{
    /// <summary>Writes the document.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Write(string json, CanonicalWriter into)
    {
        using var document = JsonDocument.Parse(json);
        Write(document.RootElement, into);
    }

    private static void Write(JsonElement element, CanonicalWriter into)
    {
        into.Byte((byte)element.ValueKind);
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                into.Int(element.GetPropertyCount());
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    into.Text(member.Name);
                    Write(member.Value, into);
                }

                break;
            case JsonValueKind.Array:
                into.Int(element.GetArrayLength());
                foreach (var one in element.EnumerateArray())
                    Write(one, into);
                break;
            case JsonValueKind.String:
                into.Text(element.GetString());
                break;
            case JsonValueKind.Number:
                into.Text(element.GetRawText());
                break;
            default:
                break;
        }
    }
}
