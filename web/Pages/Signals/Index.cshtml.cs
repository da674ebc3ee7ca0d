using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Signals;

namespace Web.Pages.Signals;

/// <summary>The signals that stand: which faults, of whom, how often?</summary>
[Needs(Permission.ViewSignals)]
public sealed class IndexModel(SignalListReader reader, Registries registries, Jurisdictions jurisdictions) : PageModel
{
    /// <summary>The colours in the order in which they are offered.</summary>
    public static readonly Colour[] Colours = [Colour.Red, Colour.Yellow, Colour.Green];

    /// <summary>The filter that the address asks for.</summary>
    public SignalFilter Filter { get; private set; } = new();

    /// <summary>Whose signals.</summary>
    public Jurisdiction Here { get; private set; } = null!;

    /// <summary>The lines.</summary>
    public SignalPage List { get; private set; } = new([], null);

    /// <summary>How many stand, by department, rule and colour.</summary>
    public IReadOnlyList<SignalCount> Counts { get; private set; } = [];

    /// <summary>The departments whose signals the viewer may see.</summary>
    public IReadOnlyList<RegisteredDepartment> Departments { get; private set; } = [];

    /// <summary>Whether the cases of a department may be opened from here.</summary>
    public bool MayOpenCasesOf(int department) =>
        Departments.FirstOrDefault(one => one.Id == department) is { } known && HttpContext.Caller().CanViewCases(Here.Id, known.Code);

    /// <summary>Whether the rules may be opened from here.</summary>
    public bool MayOpenRules { get; private set; }

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Here = jurisdictions.Tree[caller.Tenant];
        Filter = SignalAddress.Read(Request.Query);
        MayOpenRules = caller.CanViewRulebook(Here.Id, jurisdictions.Tree);
        var registry = await registries.CurrentAsync(caller.Tenant, cancellation);
        var scope = caller.DepartmentsFor(Permission.ViewSignals);
        Departments = [.. registry.Departments.Where(department => scope is null || scope.Contains(department.Code))];
        int[] seen = [.. Departments.Select(department => department.Id)];
        List = await reader.ReadAsync(caller.Tenant, Filter, seen, cancellation);
        Counts = await reader.CountAsync(caller.Tenant, seen, cancellation);
    }

    /// <summary>Name of a department.</summary>
    public string NameOf(int department) => Departments.FirstOrDefault(one => one.Id == department)?.Name ?? "—";

    /// <summary>How many signals stand with one part of the filter changed.</summary>
    public long Count(SignalFilter variation) => Counts
        .Where(count => (variation.Colour is null || count.Colour == variation.Colour)
            && (variation.Department is null || count.Department == variation.Department)
            && (variation.Rule is null || count.Rule == variation.Rule))
        .Sum(count => count.Signals);

    /// <summary>The rules that raised what the rest of the filter shows, the most frequent first.</summary>
    public IEnumerable<(string Rule, long Signals)> ByRule() => Counts
        .Select(count => count.Rule).Distinct(StringComparer.Ordinal)
        .Select(rule => (Rule: rule, Signals: Count(Filter with { Rule = rule })))
        .Where(line => line.Signals > 0)
        .OrderByDescending(line => line.Signals).ThenBy(line => line.Rule, StringComparer.Ordinal);

    /// <summary>The departments that have what the rest of the filter shows, the most first.</summary>
    public IEnumerable<(int Department, long Signals)> ByDepartment() => Departments
        .Select(department => (Department: department.Id, Signals: Count(Filter with { Department = department.Id })))
        .Where(line => line.Signals > 0)
        .OrderByDescending(line => line.Signals).ThenBy(line => line.Department);
}
