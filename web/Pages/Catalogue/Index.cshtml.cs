using Grains.Catalogue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;

namespace Web.Pages.Catalogue;

/// <summary>The items of a jurisdiction: its own people see drafts, everybody else what is published.</summary>
[Needs(Permission.ViewCatalogue)]
public sealed class IndexModel(CatalogueReader reader, Jurisdictions jurisdictions) : PageModel
{
    /// <summary>The states in the order in which they are offered.</summary>
    public static readonly CatalogueState[] States =
        [CatalogueState.InForce, CatalogueState.BeingWritten, CatalogueState.Incomplete, CatalogueState.Coming, CatalogueState.Retired];

    /// <summary>The filter that the address asks for.</summary>
    public CatalogueFilter Filter { get; private set; } = new();

    /// <summary>Whose items.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>Whether the viewer belongs to it.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>What addresses name the jurisdiction by; null for the own one.</summary>
    public string? At => IsOwn ? null : Jurisdiction.Key;

    /// <summary>The items of the page.</summary>
    public IReadOnlyList<CatalogueLine> Lines { get; private set; } = [];

    /// <summary>Code of the last item of this page; null when there is no other page.</summary>
    public string? Next { get; private set; }

    /// <summary>How many items there are.</summary>
    public CatalogueTally Tally { get; private set; } = new([]);

    /// <summary>The departments.</summary>
    public IReadOnlyList<DepartmentEntry> Departments { get; private set; } = [];

    /// <summary>Whether the viewer may draft items here.</summary>
    public bool MayEdit { get; private set; }

    /// <summary>The states that there can be for the viewer.</summary>
    public IEnumerable<CatalogueState> Offered => IsOwn ? States : [CatalogueState.InForce, CatalogueState.Coming, CatalogueState.Retired];

    /// <summary>Shows the list.</summary>
    public async Task<IActionResult> OnGetAsync(string? jurisdiction, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!(string.IsNullOrEmpty(jurisdiction) ? jurisdictions.Tree.TryFind(caller.Tenant, out var node) : jurisdictions.Tree.TryFind(jurisdiction, out node)))
            return NotFound();
        Jurisdiction = node;
        IsOwn = caller.SeesDrafts(node.Id);
        MayEdit = IsOwn && caller.CanAtHome(Permission.EditCatalogue);
        Filter = CatalogueAddress.Read(Request.Query);
        var lines = await reader.ListAsync(node.Id, Filter, IsOwn, cancellation);
        Lines = [.. lines.Take(Filter.Limit)];
        Next = lines.Count > Filter.Limit ? Lines[^1].Code : null;
        Tally = await reader.CountAsync(node.Id, Filter.Words, IsOwn, cancellation);
        Departments = await reader.DepartmentsAsync(node.Id, IsOwn, cancellation);
        return Page();
    }

    /// <summary>How many items a variation of the filter would list.</summary>
    public long Count(CatalogueFilter variation) => Tally.Count(variation);

    /// <summary>How much keeps the version being written from being published.</summary>
    public static int Lacks(CatalogueLine line) => line.Status < ItemStatus.Published && line.InForce is null
        ? Completeness.Check(line.Content).Count(f => f.Blocks)
        : 0;
}
