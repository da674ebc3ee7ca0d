using Grains.Journal;
using Tenancy;
using Tenancy.Permissions;
using Web.Cases;
using Web.Catalogue;

namespace Web.Search;

/// <summary>Finds cases, items and departments of the caller's own jurisdiction, and jurisdictions from it downward: only what the caller may open.</summary>
/// <remarks>Cases by the beginning of their number, which an index finds; everything else stands in memory.</remarks>
public sealed class SearchReader(CaseListReader cases, Registries registries, Jurisdictions jurisdictions)
{
    /// <summary>Most hits of one sort.</summary>
    public const int Most = 6;

    /// <summary>Everything found, by sort; sorts without a hit are left out.</summary>
    /// <param name="caller">Who searches.</param>
    /// <param name="words">What was typed.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<SearchGroup>> FindAsync(Caller caller, string words, CancellationToken cancellation)
    {
        var typed = words.Trim();
        if (typed.Length is 0 or > 100)
            return [];
        var registry = await registries.CurrentAsync(caller.Tenant, cancellation);
        SearchGroup[] groups =
        [
            Group("cases", await CasesAsync(caller, typed, registry, cancellation), CaseAddress.Of(new CaseFilter { Number = typed })),
            Group("items", caller.CanAtHome(Permission.ViewCatalogue) ? Items(typed, registry) : [], CatalogueAddress.Of(new CatalogueFilter { Words = typed }, null)),
            Group("departments", Departments(caller, typed, registry), null),
            Group("jurisdictions", Places(caller, typed), $"/jurisdictions?q={Uri.EscapeDataString(typed)}"),
        ];
        return [.. groups.Where(group => group.Hits.Count > 0)];
    }

    /// <summary>The first of what was found, one more than which each sort looks for.</summary>
    private static SearchGroup Group(string sort, IReadOnlyList<SearchHit> hits, string? all) =>
        hits.Count > Most ? new(sort, [.. hits.Take(Most)], all) : new(sort, hits);

    private async Task<IReadOnlyList<SearchHit>> CasesAsync(Caller caller, string typed, Registry registry, CancellationToken cancellation)
    {
        var page = await cases.ReadAsync(
            caller.Tenant, new CaseFilter { Number = typed }, caller.DepartmentsFor(Permission.ViewCases), persons: [], cancellation);
        return [.. page.Lines.Take(Most + 1).Select(line => new SearchHit(
            line.Number, registry.TryItem(line.Item, out var item) ? item.Name : "", FormattableString.Invariant($"/cases/{line.Id}")))];
    }

    private static List<SearchHit> Items(string typed, Registry registry) =>
    [
        .. registry.Items.Where(item => Holds(item.Name, typed) || Holds(item.Code, typed))
            .OrderBy(item => item.Name.Length).ThenBy(item => item.Code, StringComparer.Ordinal).Take(Most + 1)
            .Select(item => new SearchHit(item.Name, item.Code, CatalogueAddress.Item(item.Code))),
    ];

    private static List<SearchHit> Departments(Caller caller, string typed, Registry registry)
    {
        var seen = caller.DepartmentsFor(Permission.ViewCases);
        var mayCases = seen is not { Count: 0 };
        if (!mayCases && !caller.CanAtHome(Permission.ViewCatalogue))
            return [];
        return
        [
            .. registry.Departments.Where(d => (Holds(d.Name, typed) || Holds(d.Code, typed)) && (!mayCases || seen is null || seen.Contains(d.Code))).Take(Most + 1)
                .Select(d => new SearchHit(
                    d.Name, d.Code,
                    mayCases ? CaseAddress.Of(new CaseFilter { Department = d.Id }) : CatalogueAddress.Of(new CatalogueFilter { Department = d.Code }, null))),
        ];
    }

    private List<SearchHit> Places(Caller caller, string typed)
    {
        var tree = jurisdictions.Tree;
        return
        [
            .. tree.SubtreeOf(caller.Tenant).Where(j => (Holds(j.Name, typed) || j.Code.StartsWith(typed, StringComparison.Ordinal)) && caller.CanViewTotals(j.Id, tree)).Take(Most + 1)
                .Select(j => new SearchHit(
                    j.Name, string.Join(" › ", tree.AncestorsOf(j.Id).Reverse().Select(above => above.Name).Append(j.Code)),
                    Pages.Dashboard.Addresses.Dashboard(j.Key))),
        ];
    }

    private static bool Holds(string text, string typed) => text.Contains(typed, StringComparison.OrdinalIgnoreCase);
}
