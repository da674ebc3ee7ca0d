using Grains.Catalogue;

namespace Web.Catalogue.Import;

/// <summary>An import as it was read: its rows, or why it could not be read at all.</summary>
/// <param name="Rows">In order.</param>
/// <param name="IgnoredColumns">Columns that mean nothing here.</param>
/// <param name="Unreadable">What is wrong with the whole; null = it can be read.</param>
public sealed record ImportRows(IReadOnlyList<ImportRow> Rows, IReadOnlyList<string> IgnoredColumns, ImportRow.Fault? Unreadable = null)
{
    /// <summary>Nothing of it can be read.</summary>
    public static ImportRows Broken(string field, string code, string value, string expected) =>
        new([], [], new(field, code, value, expected));

    /// <summary>What every row must have to become a draft at all; everything else a draft may lack.</summary>
    internal static IEnumerable<ImportRow.Fault> Essentials(ItemContent content)
    {
        foreach (var finding in Completeness.Check(content).Where(f => f.Blocks && f.Element is Element.Identity or Element.Name))
        {
            yield return finding.Code switch
            {
                "code-missing" => new("code", finding.Code, content.Code, "1-60"),
                "code-too-long" => new("code", finding.Code, content.Code, "1-60"),
                "department-missing" => new("department", finding.Code, "", "department code"),
                "kind-missing" => new("kind", finding.Code, "", string.Join(", ", Enum.GetValues<ItemKind>().Select(k => k.Code()))),
                _ => new("name", finding.Code, content.Name, "1-200"),
            };
        }
    }
}
