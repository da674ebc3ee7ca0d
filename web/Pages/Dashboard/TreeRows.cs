using Grains.Journal;
using Grains.Rules;
using Tenancy;
using Tenancy.Permissions;
using Web.Live;
using Web.Screens;

namespace Web.Pages.Dashboard;

/// <summary>Makes the lines of the tree table: jurisdictions below, and the departments of the lowest.</summary>
public sealed class TreeRows(LiveFigures figures, ChildTrends trends, Registries registries, Jurisdictions jurisdictions)
{
    /// <summary>The lines below a jurisdiction: its children and, as one line, its own offices; without children, its departments.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="here">The jurisdiction.</param>
    /// <param name="totals">Its figures with its children's.</param>
    /// <param name="parent">The key of the line that was opened; empty at the top.</param>
    /// <param name="depth">How deep the lines stand.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IReadOnlyList<TreeRow>> BelowAsync(
        Caller caller, Jurisdiction here, Totals totals, string parent, int depth, CancellationToken cancellation)
    {
        if (totals.Children.Count == 0)
            return await DepartmentsAsync(caller, here, parent, depth, cancellation);
        var late = await trends.LateAsync(caller.Tenant, here, IndexModel.Days, cancellation);
        var own = OwnLine(here, totals, parent, depth) with { Proof = Proof.OfOwn(caller, here) };
        var lines = totals.Children.Select(child => LineOf(child, late, parent, depth));
        return TreeRow.ByTrouble(own.Cases.Accepted > 0 || own.Worst != Colour.None ? lines.Append(own) : lines);
    }

    /// <summary>The lines of a jurisdiction's own departments, as far as the caller may see them.</summary>
    public async Task<IReadOnlyList<TreeRow>> DepartmentsAsync(
        Caller caller, Jurisdiction here, string parent, int depth, CancellationToken cancellation)
    {
        var departments = await figures.DepartmentsAsync(caller.Tenant, here, caller.DepartmentsInTotals(here.Id, jurisdictions.Tree), cancellation);
        // Of another jurisdiction nothing but figures is known, so nothing is asked there.
        var registry = caller.Tenant == here.Id ? await registries.CurrentAsync(here.Id, cancellation) : Registry.Empty;
        return TreeRow.ByTrouble(departments.Select(department => new TreeRow
        {
            Key = TreeRow.DepartmentKey(here.Key, department.Department),
            Parent = parent,
            Depth = depth,
            Name = department.Name,
            Cases = department.Cases,
            Signals = department.Signals,
            Proof = registry.TryDepartment(department.Department, out var known) ? Proof.OfOwn(caller, here, known.Code).Within(department.Department) : null,
        }));
    }

    private TreeRow LineOf(Totals child, IReadOnlyDictionary<TenantId, long[]> late, string parent, int depth) => new()
    {
        Key = child.Jurisdiction,
        Parent = parent,
        Depth = depth,
        Name = child.Name,
        Address = Addresses.Dashboard(child.Jurisdiction),
        OpensTo = Addresses.Rows(child.Jurisdiction, depth + 1),
        Cases = child.Cases,
        Today = child.Today,
        Signals = child.Signals,
        Sparkline = jurisdictions.Tree.TryFind(child.Jurisdiction, out var found) && late.TryGetValue(found.Id, out var days) ? Sparkline.Of(days) : Sparkline.None,
    };

    // The sum over a subtree is the own figures and the children's, so what the children leave over is its own.
    private static TreeRow OwnLine(Jurisdiction here, Totals totals, string parent, int depth) => new()
    {
        Key = TreeRow.OwnKey(here.Key),
        OwnOf = here.Key,
        Parent = parent,
        Depth = depth,
        Name = here.Name,
        OpensTo = Addresses.Rows(here.Key, depth + 1, own: true),
        Cases = totals.OwnCases(),
        Today = totals.OwnToday(),
        Signals = totals.OwnSignals(),
    };
}
