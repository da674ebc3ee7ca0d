using Grains.Calendars;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Quarantine;

namespace Web.Pages.Quarantine;

/// <summary>What the data interface refused: what is wrong, how often, and what is to be done about it?</summary>
[Needs(Permission.ViewQuarantine)]
public sealed class IndexModel(
    QuarantineReader reader, QuarantineDesk desk, UnkeptDesk unkept, Registries registries, Jurisdictions jurisdictions, IStringLocalizer<Resources.Quarantine> texts) : PageModel
{
    /// <summary>Whose.</summary>
    public Jurisdiction Here { get; private set; } = null!;

    /// <summary>How addresses carry the filter.</summary>
    public QuarantineAddress Address { get; private set; } = null!;

    /// <summary>The filter that the address asks for.</summary>
    public QuarantineFilter Filter { get; private set; } = new();

    /// <summary>What the viewer may look into.</summary>
    public QuarantineScope Scope { get; private set; } = null!;

    /// <summary>The lines.</summary>
    public QuarantinePage List { get; private set; } = new([], null);

    /// <summary>How many there are in this state, by department, code and field.</summary>
    public IReadOnlyList<QuarantineCount> Counts { get; private set; } = [];

    /// <summary>Refused events of the departments seen that were not kept because their quarantine was full.</summary>
    public IReadOnlyList<UnkeptEvents> Unkept { get; private set; } = [];

    /// <summary>The department whose settling was refused for its reason, and what is wrong with that.</summary>
    public (int Department, string? Fault) UnkeptFault { get; private set; }

    /// <summary>What came of the entries that were just sent again.</summary>
    public IReadOnlyList<(QuarantineId Id, ResubmitOutcome Outcome)> Results { get; private set; } = [];

    /// <summary>What was done by the last form.</summary>
    public string? Done { get; private set; }

    /// <summary>What is wrong with the last form.</summary>
    public string? Fault { get; private set; }

    /// <summary>What is wrong with the reason given.</summary>
    public string? ReasonFault { get; private set; }

    /// <summary>The entries chosen in the last form that failed.</summary>
    public IReadOnlySet<string> Chosen { get; private set; } = new HashSet<string>();

    /// <summary>Whether any line of the page may be decided about by the viewer.</summary>
    public bool MayResolve => Filter.State == QuarantineState.Open && List.Lines.Any(line => Scope.MayResolve(line.Id.Department));

    /// <summary>Shows the list.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    /// <summary>Sends the chosen ones again as they came.</summary>
    public async Task<IActionResult> OnPostResubmitAsync(string[] ids, CancellationToken cancellation)
    {
        if (!HttpContext.Caller().CanAtHome(Permission.ResolveQuarantine))
            return Forbid();
        if (Read(ids) is { } chosen)
            Results = await desk.ResubmitAsync(HttpContext.Caller(), chosen, cancellation);
        await ShowAsync(cancellation);
        return Page();
    }

    /// <summary>Dismisses the chosen ones.</summary>
    public async Task<IActionResult> OnPostDismissAsync(string[] ids, string? reason, CancellationToken cancellation)
    {
        if (!HttpContext.Caller().CanAtHome(Permission.ResolveQuarantine))
            return Forbid();
        if (DismissReason.Read(reason) is not { } why)
            (ReasonFault, Chosen) = (texts["dismiss.reason.missing", QuarantineDesk.ReasonLength].Value, ids.ToHashSet(StringComparer.Ordinal));
        else if (Read(ids) is { } chosen)
        {
            var outcome = await desk.DismissAsync(HttpContext.Caller(), chosen, why, cancellation);
            Done = texts["dismissed.done", outcome.Dismissed.Count].Value + (outcome.Left.Count == 0 ? "" : " " + texts["dismissed.left", outcome.Left.Count].Value);
        }

        await ShowAsync(cancellation);
        return Page();
    }

    /// <summary>Settles what was not kept of a department.</summary>
    public async Task<IActionResult> OnPostUnkeptAsync(int department, long upTo, string? reason, CancellationToken cancellation)
    {
        if (!HttpContext.Caller().CanAtHome(Permission.ResolveQuarantine))
            return Forbid();
        if (DismissReason.Read(reason) is not { } why)
            UnkeptFault = (department, texts["dismiss.reason.missing", QuarantineDesk.ReasonLength].Value);
        else if (await unkept.SettleAsync(HttpContext.Caller(), department, upTo, why, cancellation) is { } settled)
            Done = settled > 0 ? texts["unkept.done", settled].Value : texts["unkept.nothing"].Value;
        else
            return Forbid();
        await ShowAsync(cancellation);
        return Page();
    }

    /// <summary>How many are in this state with one part of the filter changed; times are left aside.</summary>
    public long Count(QuarantineFilter variation) => Counts
        .Where(count => (variation.Department is null || count.Department == variation.Department)
            && (variation.Code is null || count.Code == variation.Code)
            && (variation.Field is null || count.Field == variation.Field))
        .Sum(count => count.Events);

    /// <summary>The codes of what the rest of the filter shows, the most frequent first.</summary>
    public IEnumerable<(string Code, long Events)> ByCode() => Counts
        .Select(count => count.Code).Distinct(StringComparer.Ordinal)
        .Select(code => (Code: code, Events: Count(Filter with { Code = code })))
        .Where(line => line.Events > 0)
        .OrderByDescending(line => line.Events).ThenBy(line => line.Code, StringComparer.Ordinal);

    /// <summary>The fields at fault, by name.</summary>
    public IEnumerable<string> Fields() => Counts.Select(count => count.Field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private IReadOnlyList<QuarantineId>? Read(string[] ids)
    {
        var chosen = ids.Select(QuarantineId.Parse).OfType<QuarantineId>().Distinct().ToList();
        Fault = chosen.Count switch
        {
            0 => texts["selected.none"].Value,
            > QuarantineDesk.MostAtOnce => texts["selected.many", QuarantineDesk.MostAtOnce].Value,
            _ => null,
        };
        return Fault is null ? chosen : null;
    }

    private async Task ShowAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        Here = jurisdictions.Tree[caller.Tenant];
        Address = new(Zone.Of(Here.Zone));
        Filter = Address.Read(Request.Query);
        Scope = await QuarantineScope.OfAsync(caller, registries, cancellation);
        List = await reader.ReadAsync(caller.Tenant, Filter, Scope.Ids, QuarantineReader.PageLength, cancellation);
        Counts = await reader.CountAsync(caller.Tenant, Filter.State, Scope.Ids, cancellation);
        Unkept = [.. (await reader.UnkeptAsync(caller.Tenant, cancellation)).Where(Scope.Holds)];
    }
}
