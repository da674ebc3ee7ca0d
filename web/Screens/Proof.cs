namespace Web.Screens;

/// <summary>Where the list stands that proves a figure.</summary>
/// <param name="Jurisdiction">The key of the jurisdiction whose figures are shown.</param>
/// <param name="Readable">
/// Whether the viewer may read its cases. A figure that sums jurisdictions below is proven by opening them, not by a
/// list: a parent never reads a child's rows.
/// </param>
public sealed record Proof(string Jurisdiction, bool Readable)
{
    /// <summary>The address of the list behind a figure, null when the viewer may not see it.</summary>
    /// <param name="query">The filter of the list, such as <c>state=open</c>.</param>
    public string? AddressOf(string query) =>
        Readable ? $"/cases?jurisdiction={Uri.EscapeDataString(Jurisdiction)}&{query}" : null;
}
