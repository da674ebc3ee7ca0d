using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Grains.Catalogue;

/// <summary>What two documents of one item say differently.</summary>
public static class ItemDifference
{
    /// <summary>One difference.</summary>
    /// <param name="Path">Where: names as in the JSON form, joined by points; list members that have a code go by it (<c>flow.steps.examine.limit.amount</c>).</param>
    /// <param name="Before">What stood there; null = nothing.</param>
    /// <param name="After">What stands there; null = nothing.</param>
    public sealed record Change(string Path, string? Before, string? After);

    /// <summary>Every difference, in the order of the documents.</summary>
    public static ImmutableArray<Change> Between(ItemContent before, ItemContent after) =>
        [.. Compare("", JsonNode.Parse(CatalogueJson.Write(before)), JsonNode.Parse(CatalogueJson.Write(after)))];

    private static IEnumerable<Change> Compare(string path, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before, after))
            return [];
        var (left, right) = (Members(before), Members(after));
        if (left is null && right is null)
            return [new(path, Text(before), Text(after))];
        return (left ?? []).Select(m => m.Name).Union((right ?? []).Select(m => m.Name), StringComparer.Ordinal)
            .SelectMany(name => Compare(path.Length == 0 ? name : $"{path}.{name}", Member(left, name), Member(right, name)));
    }

    /// <summary>The members of an object, or of a list of objects with codes; null for everything that is compared as one value.</summary>
    private static List<(string Name, JsonNode? Value)>? Members(JsonNode? node) => node switch
    {
        JsonObject @object => [.. @object.Select(m => (m.Key, m.Value))],
        JsonArray { Count: > 0 } list when list.All(m => m is JsonObject o && o["code"] is not null) =>
            [.. list.Select(m => (m!["code"]!.GetValue<string>(), m))],
        _ => null,
    };

    private static JsonNode? Member(List<(string Name, JsonNode? Value)>? members, string name) =>
        members?.Find(m => m.Name == name).Value;

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => string.Join(", ", list.Select(m => m?.ToString())),
        _ => node.ToString(),
    };
}
