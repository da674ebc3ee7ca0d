using System.Collections.Immutable;
using System.Globalization;
using Grains.Catalogue;
using Grains.Journal;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Flows;

namespace Web.Pages.Catalogue;

/// <summary>One item: its fourteen elements, clocks, flow and fees, its versions, and the next step in its life for those who may take it.</summary>
[Needs(Permission.ViewCatalogue)]
public sealed class ItemModel(
    CatalogueReader reader, CatalogueActs acts, Registries registries, Jurisdictions jurisdictions, IStringLocalizer<Resources.Catalogue> texts) : PageModel
{
    /// <summary>Whose item.</summary>
    public Jurisdiction Jurisdiction { get; private set; } = null!;

    /// <summary>The item with all its versions.</summary>
    public CatalogueFile Item { get; private set; } = null!;

    /// <summary>The version shown.</summary>
    public CatalogueFile.Version Shown { get; private set; } = null!;

    /// <summary>Number of the version that applies today; null = none.</summary>
    public int? InForce { get; private set; }

    /// <summary>The version that is being written; null = none.</summary>
    public CatalogueFile.Version? Open => Item.Versions.FirstOrDefault(v => v.Status < ItemStatus.Published);

    /// <summary>Whether the version shown is the one being written: only under its own text are its next steps offered.</summary>
    public bool ShowsOpen => Shown.Number == Open?.Number;

    /// <summary>What the version being written lacks or has odd.</summary>
    public ImmutableArray<ItemFinding> Findings { get; private set; } = [];

    /// <summary>The offices that must review the version being written.</summary>
    public ImmutableArray<ReviewOffice> Required { get; private set; } = [];

    /// <summary>The offices that have reviewed it.</summary>
    public IReadOnlyList<ReviewOffice> Reviewed { get; private set; } = [];

    /// <summary>The flow of the version shown; null without one.</summary>
    public FlowDrawing? Drawing { get; private set; }

    /// <summary>Whether the viewer belongs to the jurisdiction.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>What addresses name the jurisdiction by; null for the own one.</summary>
    public string? At => IsOwn ? null : Jurisdiction.Key;

    /// <summary>Today in the jurisdiction's zone.</summary>
    public DateOnly Today { get; private set; }

    /// <summary>The earliest day from which the version being written may apply: tomorrow, and after the first day of the last one to come that does not give way; a first version today.</summary>
    public DateOnly Earliest => !Published.Any() ? Today
        : (ItemLife.Standing(Published.Select(v => (v.EffectiveFrom, v.Content)), Item.Versions[0].Content, Today) is { } standing && standing > Today ? standing : Today).AddDays(1);

    /// <summary>The latest day from which it may apply.</summary>
    public DateOnly Latest => ItemLife.LastDay(Published.FirstOrDefault()?.EffectiveFrom, Published.FirstOrDefault()?.Content, Item.Versions[0].Content, Today);

    /// <summary>Whether the version to come that was published last gives way to the one being written, which then applies in its place.</summary>
    public bool ReplacesComing => Published.FirstOrDefault() is { } before && ItemLife.GivesWay(before.EffectiveFrom, before.Content, Item.Versions[0].Content, Today);

    /// <summary>The earliest day from which a retirement may apply.</summary>
    public DateOnly EarliestRetirement =>
        ItemState.Version.RetirementFrom(Published.FirstOrDefault()?.EffectiveFrom, Today);

    /// <summary>Whether the viewer may write it.</summary>
    public bool MayEdit { get; private set; }

    /// <summary>Whether the viewer may publish and retire it.</summary>
    public bool MayPublish { get; private set; }

    /// <summary>The address of its cases; null where the viewer may not see them.</summary>
    public string? Cases { get; private set; }

    /// <summary>By what a change that somebody makes meanwhile to the version shown is noticed.</summary>
    public string Basis => ItemBasis.Of(Shown.Content);

    /// <summary>The basis that came with a form: that of the text under which it stood.</summary>
    [BindProperty(Name = "basis")]
    public string? Seen { get; set; }

    /// <summary>Why the last step was refused where no field is at fault: the item is no longer as it was seen.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Why the last step was refused, by field.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the item is retired, today or on a day to come.</summary>
    public bool IsRetired => Item.Versions.Any(v => v.Status == ItemStatus.Retired);

    /// <summary>Shows a version.</summary>
    public async Task<IActionResult> OnGetAsync(string code, string? jurisdiction, int? version, CancellationToken cancellation) =>
        await ShowAsync(code, jurisdiction, version, draft: false, cancellation) ? Page() : NotFound();

    /// <summary>The department's office has checked the draft.</summary>
    public Task<IActionResult> OnPostCheckAsync(string code, CancellationToken cancellation) =>
        StepAsync(code, "check", () => MayEdit, _ => new ItemCommand.Check(), cancellation);

    /// <summary>The department's head has settled and signed it.</summary>
    public Task<IActionResult> OnPostSettleAsync(string code, string? signature, CancellationToken cancellation) => string.IsNullOrWhiteSpace(signature)
        ? RefuseAsync(code, "signature", texts["problem.paper-missing"].Value, cancellation)
        : StepAsync(code, "settle", () => MayEdit, _ => new ItemCommand.Settle(signature.Trim()), cancellation);

    /// <summary>An office has reviewed it.</summary>
    public Task<IActionResult> OnPostReviewAsync(string code, ReviewOffice office, string? document, CancellationToken cancellation) => string.IsNullOrWhiteSpace(document)
        ? RefuseAsync(code, $"document-{CatalogueAddress.Name(office)}", texts["problem.paper-missing"].Value, cancellation)
        : StepAsync(code, "review", () => MayReview(office), _ => new ItemCommand.Review(office, document.Trim()), cancellation);

    /// <summary>It is to be written again.</summary>
    public Task<IActionResult> OnPostReturnAsync(string code, string? reason, CancellationToken cancellation) => string.IsNullOrWhiteSpace(reason)
        ? RefuseAsync(code, "return", texts["problem.reason-missing"].Value, cancellation)
        : StepAsync(code, "return", () => MayEdit || Required.Any(MayReview), _ => new ItemCommand.Return(reason.Trim()), cancellation);

    /// <summary>It applies from a day on.</summary>
    public Task<IActionResult> OnPostPublishAsync(string code, string? effectiveFrom, CancellationToken cancellation) => Day(effectiveFrom) is not { } from
        ? RefuseAsync(code, "effectiveFrom", texts["problem.day-missing"].Value, cancellation)
        : StepAsync(code, "effectiveFrom", () => MayPublish, ground => new ItemCommand.Publish(from, ground.Today), cancellation);

    /// <summary>It applies no longer from a day on.</summary>
    public Task<IActionResult> OnPostRetireAsync(string code, string? from, string? reason, CancellationToken cancellation) => (Day(from), reason?.Trim()) switch
    {
        (null, _) => RefuseAsync(code, "from", texts["problem.day-missing"].Value, draft: false, cancellation),
        (_, null or "") => RefuseAsync(code, "reason", texts["problem.reason-missing"].Value, draft: false, cancellation),
        ({ } day, { } why) => StepAsync(code, "from", () => MayPublish, ground => new ItemCommand.Retire(day, why, ground.Today), draft: false, cancellation),
    };

    /// <summary>Whether the viewer may review it for an office.</summary>
    public bool MayReview(ReviewOffice office) => HttpContext.Caller().MayReview(Jurisdiction.Id, Item.Department.Code, office);

    /// <summary>A step of the version being written, for the text that was seen and for no other.</summary>
    private Task<IActionResult> StepAsync(
        string code, string field, Func<bool> allowed, Func<ItemOrder.Ground, ItemCommand> command, CancellationToken cancellation) =>
        StepAsync(code, field, allowed, ground => command(ground) with { Seen = Seen ?? "" }, draft: true, cancellation);

    private async Task<IActionResult> StepAsync(
        string code, string field, Func<bool> allowed, Func<ItemOrder.Ground, ItemCommand> command, bool draft, CancellationToken cancellation)
    {
        if (!await ShowAsync(code, null, null, draft, cancellation))
            return NotFound();
        if (!allowed())
            return Forbid();
        var outcome = await acts.ApplyAsync(HttpContext.Caller(), new ItemOrder(Item.Code, ground => [command(ground)]), cancellation);
        if (outcome.Refusal is not { } refusal)
            return Redirect(CatalogueAddress.Item(Item.Code, version: Item.Versions[0].Number));
        // Somebody may have come first after it was read above: what is shown is what it was refused for.
        await ShowAsync(code, null, null, draft, cancellation);
        Tell(refusal, field);
        return Page();
    }

    private IEnumerable<CatalogueFile.Version> Published => Item.Versions.Where(v => v.Status >= ItemStatus.Published);

    private void Tell(ItemRefusal refusal, string field)
    {
        var sentence = texts[$"refusal.{refusal.Code}"].Value;
        if (refusal is ItemRefusal.TooEarly { Earliest: var earliest })
            Faults[field] = texts["problem.too-early", earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)].Value;
        else if (refusal is ItemRefusal.TooLate { Latest: var latest })
            Faults[field] = texts[latest < ItemLife.LatestDay(Today) ? "problem.put-off" : "problem.too-late", latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)].Value;
        else if (refusal is ItemRefusal.Incomplete or ItemRefusal.WrongOffice)
            Faults[field] = sentence;
        else
            Refusal = sentence;
    }

    private Task<IActionResult> RefuseAsync(string code, string field, string sentence, CancellationToken cancellation) =>
        RefuseAsync(code, field, sentence, draft: true, cancellation);

    private async Task<IActionResult> RefuseAsync(string code, string field, string sentence, bool draft, CancellationToken cancellation)
    {
        if (!await ShowAsync(code, null, null, draft, cancellation))
            return NotFound();
        if (draft && Seen != Basis)
            Tell(new ItemRefusal.Overtaken(), field);
        else
            Faults[field] = sentence;
        return Page();
    }

    /// <param name="code">Its code.</param>
    /// <param name="jurisdiction">Key of the jurisdiction; null = the viewer's own.</param>
    /// <param name="version">Number of the version to show; null = the one in force, else the last.</param>
    /// <param name="draft">With no number: the last in any case.</param>
    /// <param name="cancellation">Ends the reading.</param>
    private async Task<bool> ShowAsync(string code, string? jurisdiction, int? version, bool draft, CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (!(string.IsNullOrEmpty(jurisdiction) ? jurisdictions.Tree.TryFind(caller.Tenant, out var node) : jurisdictions.Tree.TryFind(jurisdiction, out node)))
            return false;
        Jurisdiction = node;
        IsOwn = caller.SeesDrafts(node.Id);
        if (await reader.FindAsync(node.Id, CatalogueAddress.CodeOf(code), IsOwn, cancellation) is not { } item)
            return false;
        Item = item;
        Today = reader.Today(node.Id);
        InForce = item.InForce(Today)?.Number;
        if (item.Versions.FirstOrDefault(v => v.Number == (version ?? (draft ? item.Versions[0].Number : InForce))) is { } asked)
            Shown = asked;
        else if (version is null)
            Shown = item.Versions[0];
        else
            return false;
        MayEdit = caller.MayEdit(node.Id, item.Department.Code);
        MayPublish = caller.MayPublish(node.Id, item.Department.Code);
        Drawing = Shown.Content.Flow is { Steps.Length: > 0 } flow ? FlowDrawing.Of(flow) : null;
        await ReadOwnAsync(caller, cancellation);
        return true;
    }

    /// <summary>What only the own people see: what is missing, who has reviewed, the cases.</summary>
    private async Task ReadOwnAsync(Caller caller, CancellationToken cancellation)
    {
        if (!IsOwn)
            return;
        if (Open is { } open)
        {
            Findings = Completeness.Check(open.Content);
            var departments = await reader.DepartmentsAsync(Jurisdiction.Id, own: true, cancellation);
            Required = Reviews.RequiredFor(open.Content, departments.Any(d => d.Code == Item.Department.Code && d.Vertical));
            var since = Item.History.LastOrDefault(h => h.Version == open.Number && h.What is "drafted" or "returned");
            Reviewed = [.. Required.Where(office => Item.History
                .Any(h => h.Version == open.Number && h.What == "reviewed" && h.At >= since?.At && h.Office == office))];
        }

        var registry = await registries.CurrentAsync(Jurisdiction.Id, cancellation);
        if (caller.CanViewCases(Jurisdiction.Id, Item.Department.Code) && registry.TryItem(Item.Code, out var registered))
            Cases = FormattableString.Invariant($"/cases?item={registered.Id}");
    }

    private static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
