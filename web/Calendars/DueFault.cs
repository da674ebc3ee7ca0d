using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Web.Calendars;

/// <summary>What is wrong with a deadline question.</summary>
/// <param name="Field">The field at fault.</param>
/// <param name="Code">Stable code; the sentence that goes with it stands in the texts as <c>due.CODE</c>.</param>
/// <param name="Most">The greatest value the field takes, where the sentence names it.</param>
public sealed record DueFault(string Field, string Code, int? Most = null)
{
    /// <summary>The sentence in the reader's language.</summary>
    public string Say(IStringLocalizer texts) => texts[$"due.{Code}", Most?.ToString(CultureInfo.InvariantCulture) ?? ""].Value;
}
