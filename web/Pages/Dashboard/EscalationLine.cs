using System.Globalization;
using Web.Live;

namespace Web.Pages.Dashboard;

/// <summary>One line of the escalation feed: what, where, since when; no applicant, no handler.</summary>
/// <param name="Id">Jurisdiction and signal, by which a later change finds the line.</param>
/// <param name="Jurisdiction">The jurisdiction's key.</param>
/// <param name="Place">The jurisdiction's name.</param>
/// <param name="Department">The department's name.</param>
/// <param name="Item">The item's name.</param>
/// <param name="Rule">The rule in words.</param>
/// <param name="Clause">The clause it cites.</param>
/// <param name="Raised">When it was raised, in words.</param>
/// <param name="Contradicted">Whether a later fact speaks against it.</param>
public sealed record EscalationLine(
    string Id, string Jurisdiction, string Place, string Department, string Item, string Rule, string Clause, string Raised, bool Contradicted)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The pattern from which the script makes new lines.</summary>
    public static readonly EscalationLine Blank = new("", "", "", "", "", "", "", "", Contradicted: false);

    /// <summary>The line of an escalation.</summary>
    /// <param name="escalation">What was told.</param>
    /// <param name="names">Names of rules by their codes.</param>
    public static EscalationLine Of(Escalation escalation, IReadOnlyDictionary<string, string> names) => new(
        $"{escalation.Jurisdiction}/{escalation.Signal}",
        escalation.Jurisdiction,
        escalation.Name,
        escalation.Department,
        escalation.Item,
        names.GetValueOrDefault(escalation.Rule, escalation.Rule),
        escalation.Clause,
        TimeZoneInfo.ConvertTime(escalation.RaisedAt, Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture),
        escalation.Contradicted);
}
