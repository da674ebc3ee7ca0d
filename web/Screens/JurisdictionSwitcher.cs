using Microsoft.AspNetCore.Mvc;
using Tenancy;
using Tenancy.Permissions;

namespace Web.Screens;

/// <summary>Says where the page is (浙江省 › 衢州市 › 柯城区) and opens the tree to go elsewhere.</summary>
/// <remarks>A page that shows another jurisdiction than the viewer's own names it in <c>ViewData["Jurisdiction"]</c>.</remarks>
public sealed class JurisdictionSwitcher(Jurisdictions jurisdictions) : ViewComponent
{
    /// <summary>Draws it.</summary>
    public IViewComponentResult Invoke()
    {
        var tree = jurisdictions.Tree;
        var home = tree[HttpContext.Caller().Tenant];
        var shown = ViewData["Jurisdiction"] as Jurisdiction ?? home;
        var way = tree.AncestorsOf(shown.Id).Reverse().Append(shown);
        return View(new JurisdictionWay(
            [.. way.Select(step => new JurisdictionStep(step, tree.IsWithin(step.Id, home.Id)))],
            tree.ChildrenOf(home.Id).Any()));
    }
}
