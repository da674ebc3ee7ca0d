using Grains.Catalogue;

namespace Web.Catalogue.Import;

/// <summary>What became of an import: good rows are kept when others are refused.</summary>
/// <param name="Rows">How many rows there were.</param>
/// <param name="Created">Items that were not there before.</param>
/// <param name="Changed">Items that have a new draft or version.</param>
/// <param name="Unchanged">Items that are so already.</param>
/// <param name="Published">Items of which a version was published (only when a published catalogue is taken over).</param>
/// <param name="Refused">What is wrong with the rows that were not kept.</param>
/// <param name="Incomplete">Kept rows that cannot be published yet, and what they lack.</param>
/// <param name="IgnoredColumns">Columns of a CSV file that mean nothing here.</param>
public sealed record ItemImportAnswer(
    int Rows, int Created, int Changed, int Unchanged, int Published,
    IReadOnlyList<RowFault> Refused, IReadOnlyList<ItemImportAnswer.Lack> Incomplete, IReadOnlyList<string> IgnoredColumns)
{
    /// <summary>Departments that were registered with it: those of kept rows that were not known before.</summary>
    public IReadOnlyList<Department> RegisteredDepartments { get; init; } = [];

    /// <summary>A department that was registered.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Department(string Code, string Name);

    /// <summary>What an item lacks.</summary>
    /// <param name="Row">Number of its row.</param>
    /// <param name="ItemCode">Its code.</param>
    /// <param name="Missing">Everything that keeps it from being published.</param>
    public sealed record Lack(int Row, string ItemCode, IReadOnlyList<ItemFinding> Missing);
}
