using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Screens;

namespace Web.Pages.Switcher;

/// <summary>The tree of jurisdictions that a person may look at, with search; as a page, and inside the switcher.</summary>
[Needs(Permission.SignedIn)]
public sealed class IndexModel(Jurisdictions jurisdictions) : PageModel
{
    /// <summary>How many hits are listed at most.</summary>
    public const int MostHits = 40;

    /// <summary>The key of the jurisdiction shown now.</summary>
    [BindProperty(SupportsGet = true, Name = "at")]
    public string? At { get; set; }

    /// <summary>What is searched: part of a name, or the beginning of a division code.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>The jurisdiction shown now.</summary>
    public Jurisdiction Shown { get; private set; } = null!;

    /// <summary>The whole tree; null while something is searched.</summary>
    public JurisdictionBranch? Tree { get; private set; }

    /// <summary>What the search found.</summary>
    public IReadOnlyList<Jurisdiction> Hits { get; private set; } = [];

    /// <summary>Whether there were more than are listed.</summary>
    public bool More { get; private set; }

    /// <summary>Shows the tree or the hits, as a page.</summary>
    public void OnGet() => Read();

    /// <summary>Shows the tree or the hits, as the inside of the switcher.</summary>
    public PartialViewResult OnGetList()
    {
        Read();
        return Partial("_List", this);
    }

    /// <summary>Shows search and tree, as the switcher opens.</summary>
    public PartialViewResult OnGetPanel()
    {
        Read();
        return Partial("_Panel", this);
    }

    /// <summary>The way to a hit, such as 浙江省 › 衢州市.</summary>
    public string WayTo(Jurisdiction hit) =>
        string.Join(" › ", jurisdictions.Tree.AncestorsOf(hit.Id).Reverse().Select(above => above.Name));

    private void Read()
    {
        var tree = jurisdictions.Tree;
        var home = tree[HttpContext.Caller().Tenant];
        Shown = At is not null && tree.TryFind(At, out var at) && tree.IsWithin(at.Id, home.Id) ? at : home;
        if (string.IsNullOrWhiteSpace(Query))
        {
            Tree = JurisdictionBranch.Of(tree, home, Shown);
            return;
        }

        var found = tree.SubtreeOf(home.Id).Where(Matches).Take(MostHits + 1).ToList();
        More = found.Count > MostHits;
        Hits = found[..Math.Min(found.Count, MostHits)];
    }

    private bool Matches(Jurisdiction jurisdiction) =>
        jurisdiction.Name.Contains(Query!.Trim(), StringComparison.OrdinalIgnoreCase)
        || jurisdiction.Code.StartsWith(Query.Trim(), StringComparison.Ordinal);
}
