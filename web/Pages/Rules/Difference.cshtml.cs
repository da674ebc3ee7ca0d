using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Pages.Rules;

/// <summary>What differs between two versions that held, hold or will hold in a jurisdiction.</summary>
[Needs(Permission.ViewRulebook)]
public sealed class DifferenceModel(Jurisdictions jurisdictions, RulebookBook book) : RulesPage(jurisdictions, book)
{
    /// <summary>The earlier version.</summary>
    public Rulebook Before { get; private set; } = null!;

    /// <summary>The later version.</summary>
    public Rulebook After { get; private set; } = null!;

    /// <summary>The rules that differ.</summary>
    public IReadOnlyList<RuleDifference> Changes { get; private set; } = [];

    /// <summary>Compares; without a choice, the latest version with the one before it.</summary>
    public IActionResult OnGet(string jurisdiction, int? from, int? to)
    {
        if (!TryShow(jurisdiction) || Versions.Count == 0)
            return NotFound();
        (Before, After) = (Versions[Math.Max(0, Versions.Count - 2)], Versions[^1]);
        if (from is { } earlier)
        {
            if (!TryVersion(earlier, out var before))
                return NotFound();
            Before = before;
        }

        if (to is { } later)
        {
            if (!TryVersion(later, out var after))
                return NotFound();
            After = after;
        }

        Changes = RuleDifference.Between(Before, After);
        return Page();
    }
}
