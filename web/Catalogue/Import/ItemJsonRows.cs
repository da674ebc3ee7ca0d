using System.Text.Json;
using Grains.Catalogue;

namespace Web.Catalogue.Import;

/// <summary>Reads items from JSON: a list of documents, <c>{"items":[…]}</c>, or one document.</summary>
public static class ItemJsonRows
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads all rows; a row that cannot be read says where.</summary>
    public static async Task<ImportRows> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, Lenient, cancellation);
            return new([.. Elements(document.RootElement).Select((element, i) => Row(i + 1, element))], []);
        }
        catch (JsonException broken)
        {
            return ImportRows.Broken(broken.Path ?? "$", "malformed-json", $"{broken.LineNumber + 1}:{broken.BytePositionInLine + 1}", "RFC 8259");
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement root) => root switch
    {
        { ValueKind: JsonValueKind.Array } => root.EnumerateArray(),
        { ValueKind: JsonValueKind.Object } when root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array => items.EnumerateArray(),
        _ => [root],
    };

    private static ImportRow Row(int number, JsonElement element)
    {
        try
        {
            var content = CatalogueJson.Read(element.GetRawText());
            return new(number, content, null, [.. ImportRows.Essentials(content)]);
        }
        catch (JsonException broken)
        {
            var field = broken.Path is { Length: > 2 } path ? path[2..] : "$";
            return new(number, null, null, [new(field, "malformed-value", Value(element), "docs/catalogue.md")]);
        }
    }

    private static string Value(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("code", out var code) ? code.ToString() : element.ValueKind.ToString();
}
