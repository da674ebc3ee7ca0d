using System.Text.Json;
using Grains.Catalogue;
using Web.Interface;

namespace Web.Catalogue.Import;

/// <summary>Reads items from JSON: a list of documents, <c>{"items":[…]}</c>, or one document.</summary>
public static class ItemJsonRows
{
    private const string List = "items";
    private const string EachOnce = "each field once";

    // Nothing but a limit has members that it must have.
    private const string WholeLimit = """{"amount":20,"unit":"working-days"}""";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads all rows; a row that cannot be read says where.</summary>
    public static async Task<ImportRows> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(stream, Lenient, cancellation);
            if (IsListTwice(document.RootElement))
                return ImportRows.Broken($"$.{List}", JsonFault.ToldTwice, List, EachOnce);
            return Stranger(document.RootElement) is { } member
                ? ImportRows.Broken($"$.{member}", JsonFault.UnknownMember, member, List)
                : new([.. Elements(document.RootElement).Select((element, i) => Row(i + 1, element))], []);
        }
        catch (JsonException broken)
        {
            return ImportRows.Broken(broken.Path ?? "$", "malformed-json", $"{broken.LineNumber + 1}:{broken.BytePositionInLine + 1}", "RFC 8259");
        }
        catch (InvalidOperationException)
        {
            // Half a character that is escaped is read as it is written; bytes that are no characters cannot be.
            return ImportRows.Broken("$", "wrong-encoding", "", "UTF-8");
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement root) =>
        root.ValueKind == JsonValueKind.Array ? root.EnumerateArray()
        : ListIn(root) is { } items ? items.EnumerateArray()
        : [root];

    private static JsonElement? ListIn(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.EnumerateObject().LastOrDefault(member => JsonStanding.NameOf(member) == List) is { Value: { ValueKind: JsonValueKind.Array } items } ? items : null;

    // Of two lists nobody knows which was meant.
    private static bool IsListTwice(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.EnumerateObject().Count(member => JsonStanding.NameOf(member) == List) > 1;

    // What stands beside the list belongs into the address, and means nothing here.
    private static string? Stranger(JsonElement root) =>
        ListIn(root) is null ? null : root.EnumerateObject().Select(JsonStanding.NameOf).FirstOrDefault(name => name != List);

    private static ImportRow Row(int number, JsonElement element)
    {
        try
        {
            var content = CatalogueJson.ReadSent(element.GetRawText());
            // A document has its department's code and, for people, the name of who exercises it.
            return new(number, content, content.Elements.Authority, [.. ImportRows.Essentials(content)]);
        }
        catch (JsonException broken)
        {
            var fault = JsonBodies.FaultOf(broken);
            var field = fault.Field is { Length: > 2 } path ? path[2..] : "$";
            var standing = JsonStanding.At(element, fault.Field);
            ImportRow.Fault found = fault.Code == JsonFault.UnknownMember ? new(field, fault.Code, field, "docs/catalogue.md")
                : standing.Count > 1 ? new(field, JsonFault.ToldTwice, field, EachOnce)
                : JsonBodies.LackingIn(broken) is { } lacking ? new($"{field}.{lacking}", "member-missing", lacking, WholeLimit)
                : new(field, "malformed-value", JsonStanding.Said(standing is [var one] ? one : element), "docs/catalogue.md");
            return new(number, null, null, [found]) { ItemCode = CodeIn(element) };
        }
    }

    private static string CodeIn(JsonElement element) =>
        JsonStanding.At(element, "$.code") is [{ ValueKind: JsonValueKind.String } code] ? JsonStanding.Text(code) : "";
}
