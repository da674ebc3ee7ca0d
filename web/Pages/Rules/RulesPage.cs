using System.Diagnostics.CodeAnalysis;
using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Pages.Rules;

/// <summary>What all pages of rules know: whose rules, which versions hold there, what the viewer may do.</summary>
public abstract class RulesPage(Jurisdictions jurisdictions, RulebookBook book) : PageModel
{
    /// <summary>Whose rules.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The tree by which they are inherited.</summary>
    public JurisdictionTree Tree => jurisdictions.Tree;

    /// <summary>Everything published.</summary>
    public RulebookHistory History => book.History;

    /// <summary>Now, by the database's clock as of the last look.</summary>
    public DateTimeOffset Now => book.CheckedAt;

    /// <summary>The first instant at which something recorded now could hold.</summary>
    protected DateTimeOffset Soonest => book.CheckedAt + RulebookBook.Delay;

    /// <summary>The versions that held, hold and will hold there, by effective instant.</summary>
    public IReadOnlyList<Rulebook> Versions { get; private set; } = [];

    /// <summary>The version in force; null where the province has none yet.</summary>
    public Rulebook? Current => Versions.LastOrDefault(version => version.EffectiveFrom <= Now);

    /// <summary>Whether the viewer may publish or propose here.</summary>
    public bool CanEdit => HttpContext.Caller().CanEditRulebook(Jurisdiction.Id);

    /// <summary>Whether what is done here waits for a superior's approval.</summary>
    public bool IsProposing => Jurisdiction.Parent is not null;

    /// <summary>What waits here for a decision; null for who may not see it, or when nothing does.</summary>
    public RulebookLayer? Waiting { get; protected set; }

    /// <summary>The address of the rules, or of a page about them.</summary>
    public string Address(string? more = null) => RulesAddress.Of(Jurisdiction, more);

    /// <summary>Finds the jurisdiction; false where there is none, or its rules are not the viewer's to see.</summary>
    protected bool TryShow(string? key)
    {
        var caller = HttpContext.Caller();
        if (!(key is null ? Tree.TryFind(caller.Tenant, out var node) : Tree.TryFind(key, out node)) || !caller.CanViewRulebook(node.Id, Tree))
            return false;
        Jurisdiction = node;
        Versions = History.Tree.TryFind(node.Id, out _) ? book.Versions(node.Id) : [];
        return true;
    }

    /// <summary>A version that held, holds or will hold there.</summary>
    protected bool TryVersion(int number, [NotNullWhen(true)] out Rulebook? version) =>
        (version = Versions.LastOrDefault(one => one.Version == number)) is not null;
}
