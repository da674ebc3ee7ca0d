using Grains.Catalogue;

namespace Web.Catalogue.Import;

/// <summary>A row of an import as it was read.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Content">The document; null where it cannot be read.</param>
/// <param name="DepartmentName">Name of the department, where the row tells it.</param>
/// <param name="Faults">What keeps it from being kept; empty = nothing.</param>
public sealed record ImportRow(int Row, ItemContent? Content, string? DepartmentName, IReadOnlyList<ImportRow.Fault> Faults)
{
    /// <summary>Code of the item as far as it could be read; empty otherwise.</summary>
    public string ItemCode { get; init; } = Content?.Code ?? "";

    /// <summary>Something wrong at a field.</summary>
    /// <param name="Field">Column or JSON path.</param>
    /// <param name="Code">Stable code; the text is <c>import.{code}</c>.</param>
    /// <param name="Value">What stands there.</param>
    /// <param name="Expected">What would be right.</param>
    public sealed record Fault(string Field, string Code, string Value, string Expected);
}
