using System.Text.Json;

namespace Platform.Tests.Plans;

/// <summary>A statement and how the server read its tables.</summary>
/// <param name="Query">The statement.</param>
/// <param name="Scans">Each table with the way in which it was read: <c>Index Scan case_file</c>.</param>
internal sealed record LoggedPlan(string Query, IReadOnlyList<string> Scans)
{
    /// <summary>Tables that were read from one end to the other.</summary>
    public IEnumerable<string> Whole => Scans.Where(s => s.StartsWith("Seq Scan ", StringComparison.Ordinal)).Select(s => s["Seq Scan ".Length..]);

    public static LoggedPlan Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var scans = new List<string>();
        Walk(document.RootElement.GetProperty("Plan"));
        return new LoggedPlan(document.RootElement.GetProperty("Query Text").GetString()!, scans);

        void Walk(JsonElement node)
        {
            if (node.TryGetProperty("Relation Name", out var table))
                scans.Add($"{node.GetProperty("Node Type").GetString()} {table.GetString()}");
            if (node.TryGetProperty("Plans", out var below))
            {
                foreach (var child in below.EnumerateArray())
                    Walk(child);
            }
        }
    }
}
