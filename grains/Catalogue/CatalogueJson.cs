using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Grains.Clocks;

namespace Grains.Catalogue;

/// <summary>The JSON form of the catalogue: camelCase names, enumerations in kebab-case, limits as <c>{"amount":20,"unit":"working-days"}</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(KebabEnum<ItemKind>), typeof(KebabEnum<LimitUnit>), typeof(KebabEnum<ReviewOffice>)])]
[JsonSerializable(typeof(ItemContent))]
[JsonSerializable(typeof(ItemEvent))]
public sealed partial class CatalogueJson : JsonSerializerContext
{
    /// <summary>The document as text.</summary>
    public static string Write(ItemContent content) => JsonSerializer.Serialize(content, Plain.ItemContent);

    /// <summary>The document out of its text.</summary>
    /// <exception cref="JsonException">The text is no such document; the exception's path says where.</exception>
    public static ItemContent Read(string json) =>
        JsonSerializer.Deserialize(json, Plain.ItemContent)?.Normalised() ?? throw new JsonException("The document is null.");

    /// <summary>An event of an item's life as text.</summary>
    public static string Write(ItemEvent happened) => JsonSerializer.Serialize(happened, Plain.ItemEvent);

    /// <summary>An event of an item's life out of its text.</summary>
    /// <exception cref="JsonException">The text is no such event.</exception>
    public static ItemEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, Plain.ItemEvent) switch
    {
        ItemEvent.Drafted drafted => drafted with { Content = drafted.Content.Normalised() },
        { } other => other,
        null => throw new JsonException("The event is null."),
    };

    private static CatalogueJson Plain => Readable.Context;

    /// <summary>Chinese text stays readable in the database; nothing of this is ever written into HTML unescaped.</summary>
    private static class Readable
    {
        public static readonly CatalogueJson Context = new(new JsonSerializerOptions(Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}

/// <summary>An enumeration written in kebab-case: <c>working-days</c>.</summary>
internal sealed class KebabEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
