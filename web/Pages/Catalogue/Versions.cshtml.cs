using Grains.Catalogue;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Catalogue.Sheet;
using Web.Flows;

namespace Web.Pages.Catalogue;

/// <summary>Two versions of an item side by side, with what differs marked.</summary>
[Needs(Permission.ViewCatalogue)]
public sealed class VersionsModel(CatalogueReader reader, Jurisdictions jurisdictions, ItemWords words) : PageModel
{
    /// <summary>Whose item.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The item.</summary>
    public CatalogueFile Item { get; private set; } = null!;

    /// <summary>The version on the left, the earlier one.</summary>
    public CatalogueFile.Version Left { get; private set; } = null!;

    /// <summary>The version on the right.</summary>
    public CatalogueFile.Version Right { get; private set; } = null!;

    /// <summary>Whether what is the same in both is left out.</summary>
    public bool OnlyDifferences { get; private set; }

    /// <summary>What addresses name the jurisdiction by; null for the own one.</summary>
    public string? At { get; private set; }

    /// <summary>What both say, row by row.</summary>
    public IReadOnlyList<(ItemRow Row, string Left, string Right)> Rows { get; private set; } = [];

    /// <summary>How many rows differ.</summary>
    public int Differences => Rows.Count(row => row.Left != row.Right);

    /// <summary>The flows; null where a version has none or both are the same.</summary>
    public (FlowDrawing? Left, FlowDrawing? Right)? Flows { get; private set; }

    /// <summary>Shows the last two versions, or those asked for.</summary>
    public async Task<IActionResult> OnGetAsync(string code, string? jurisdiction, int? left, int? right, string? only, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!(string.IsNullOrEmpty(jurisdiction) ? jurisdictions.Tree.TryFind(caller.Tenant, out var node) : jurisdictions.Tree.TryFind(jurisdiction, out node)))
            return NotFound();
        var own = caller.SeesDrafts(node.Id);
        if (await reader.FindAsync(node.Id, CatalogueAddress.CodeOf(code), own, cancellation) is not { } item)
            return NotFound();
        (Jurisdiction, Item, At, OnlyDifferences) = (node, item, own ? null : node.Key, only == "differences");
        Right = Version(right) ?? item.Versions[0];
        Left = Version(left) ?? item.Versions.FirstOrDefault(v => v.Number < Right.Number) ?? Right;
        Rows = [.. ItemSheet.Beside(Left.Content, Right.Content, words)];
        if (ItemDifference.Between(Left.Content, Right.Content).Any(change => change.Path.StartsWith("flow", StringComparison.Ordinal)))
            Flows = (Drawing(Left), Drawing(Right));
        return Page();
    }

    private CatalogueFile.Version? Version(int? number) => Item.Versions.FirstOrDefault(v => v.Number == number);

    private static FlowDrawing? Drawing(CatalogueFile.Version version) =>
        version.Content.Flow is { Steps.Length: > 0 } flow ? FlowDrawing.Of(flow) : null;
}
