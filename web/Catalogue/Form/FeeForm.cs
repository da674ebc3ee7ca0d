using System.Globalization;
using Grains.Catalogue;

namespace Web.Catalogue.Form;

/// <summary>A fee as it is typed.</summary>
/// <param name="Code">Code of the fee item.</param>
/// <param name="Name">Name of the fee item.</param>
/// <param name="Basis">Legal basis.</param>
/// <param name="Maximum">Standard, yuan.</param>
public sealed record FeeForm(string Code, string Name, string Basis, string Maximum)
{
    /// <summary>A fee of which nothing has been typed yet.</summary>
    public static readonly FeeForm Blank = new("", "", "", "");

    /// <summary>A fee as a document has it.</summary>
    public static FeeForm Of(Fee fee) => new(fee.Code, fee.Name, fee.Basis, fee.Maximum.ToString("0.##", CultureInfo.InvariantCulture));
}
