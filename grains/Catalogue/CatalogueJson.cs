using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Grains.Clocks;

namespace Grains.Catalogue;

/// <summary>The JSON form of the catalogue: camelCase names, enumerations in kebab-case, limits as <c>{"amount":20,"unit":"working-days"}</c>.</summary>
/// <remarks>
/// By reflection, not by generated code: generated code gives an <c>init</c> property that the text leaves out the value of its
/// type, not the one it was declared with, and would quietly turn <c>resultPublic</c> off.
/// </remarks>
public static class CatalogueJson
{
    /// <summary>The options, for those who read or write the same form elsewhere.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        // PostgreSQL's jsonb keeps members in an order of its own.
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        // Chinese text stays readable in the database; nothing of this is ever written into HTML unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// The options for what somebody sends: a member that nobody knows is a fault, for it was meant to say something, and so is one told twice,
    /// nobody knows which was meant; null where a text or list must stand; a limit without amount or unit.
    /// </summary>
    public static JsonSerializerOptions Sent { get; } = new(Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWholeLimits } },
    };

    /// <summary>The document as text.</summary>
    public static string Write(ItemContent content) => JsonSerializer.Serialize(content, Options);

    /// <summary>The document out of its text, as it is stored.</summary>
    /// <exception cref="JsonException">The text is no such document; the exception's path says where.</exception>
    public static ItemContent Read(string json) =>
        JsonSerializer.Deserialize<ItemContent>(json, Options)?.Normalised() ?? throw new JsonException("The document is null.");

    /// <summary>The document out of the text that somebody sends.</summary>
    /// <exception cref="JsonException">The text is no such document, or says more than one can; the exception's path says where.</exception>
    public static ItemContent ReadSent(string json) => ReadSent<ItemContent>(json)?.Normalised() ?? throw new JsonException("The document is null.");

    /// <summary>A part of a document out of the text that somebody sends; null where the text says so.</summary>
    /// <exception cref="JsonException">The text is no such part; the exception's path says where.</exception>
    public static T? ReadSent<T>(string json)
    {
        var read = JsonSerializer.Deserialize<T>(json, Sent);
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        // The serializer takes null for an element of any list.
        return NullInList(document.RootElement, "$") is { } place ? throw new JsonException("A list holds null.", place, null, null) : read;
    }

    /// <summary>An event of an item's life as text.</summary>
    public static string Write(ItemEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <summary>An event of an item's life out of its text.</summary>
    /// <exception cref="JsonException">The text is no such event.</exception>
    public static ItemEvent ReadEvent(string json) => JsonSerializer.Deserialize<ItemEvent>(json, Options) switch
    {
        ItemEvent.Drafted drafted => drafted with { Content = drafted.Content.Normalised() },
        { } other => other,
        null => throw new JsonException("The event is null."),
    };

    private static void RequireWholeLimits(JsonTypeInfo type)
    {
        if (type.Type != typeof(Limit))
            return;
        foreach (var member in type.Properties.Where(static member => member.Set is not null))
            member.IsRequired = true;
    }

    private static string? NullInList(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select((one, i) => (One: one, Place: string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]")))
            .Select(at => at.One.ValueKind == JsonValueKind.Null ? at.Place : NullInList(at.One, at.Place)).FirstOrDefault(found => found is not null),
        JsonValueKind.Object => value.EnumerateObject()
            .Select(member => NullInList(member.Value, $"{place}.{member.Name}")).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
