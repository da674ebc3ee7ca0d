using System.Collections.Immutable;
using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Rules;

namespace Web.Pages.Rules;

/// <summary>One layer: what it brings, where it stands, and what the viewer may do about it: withdraw it, or decide as the superior.</summary>
[Needs(Permission.ViewRulebook)]
public sealed class LayerModel(
    Jurisdictions jurisdictions, RulebookBook book, RulebookShelf shelf, RulebookProposals proposals, RulebookDesk desk, RuleWords say, IStringLocalizer<Resources.Rules> words)
    : RulesPage(jurisdictions, book)
{
    /// <summary>The layer.</summary>
    public RulebookLayer Layer { get; private set; } = null!;

    /// <summary>Whose it is: the jurisdiction itself or one above it.</summary>
    public Jurisdiction Owner { get; private set; } = null!;

    /// <summary>The rules it changes; empty where its text was not kept.</summary>
    public IReadOnlyList<RuleDifference> Changes { get; private set; } = [];

    /// <summary>Layers to come that a proposal would supersede once it is approved.</summary>
    public ImmutableArray<RulebookLayer> GivesWay { get; private set; } = [];

    /// <summary>Versions still to come that come back when the viewer withdraws this one.</summary>
    public ImmutableArray<int> Restored { get; private set; } = [];

    /// <summary>How many jurisdictions below inherit it.</summary>
    public int Below { get; private set; }

    /// <summary>Nothing but the line was kept.</summary>
    public bool IsLineOnly => RulebookShelf.IsLineOnly(Layer);

    /// <summary>Whether it waits for a decision.</summary>
    public bool IsWaiting => Layer.Status == LayerStatus.Proposed;

    /// <summary>Whether it is published and still to come.</summary>
    public bool IsComing => Layer.Status == LayerStatus.Published && Layer.Book.EffectiveFrom > Soonest;

    /// <summary>Whether the viewer decides about it.</summary>
    public bool MayDecide => IsWaiting && HttpContext.Caller().CanDecideRulebook(Owner);

    /// <summary>Whether the viewer may take it back.</summary>
    public bool MayWithdraw => IsWaiting ? HttpContext.Caller().CanEditRulebook(Owner.Id) : IsComing && HttpContext.Caller().CanWithdrawRulebook(Owner);

    /// <summary>What is wrong with the last form, by field.</summary>
    public Dictionary<string, string> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The reason as typed.</summary>
    public string? TypedReason { get; private set; }

    /// <summary>What was done before this page was shown, as a key of its texts.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>The last act in words; null where nothing was done.</summary>
    public string? DoneWords => Done is "proposed" or "published" or "approved" or "refused" or "withdrawn" ? words[$"done.{Done}", Layer.Book.Version].Value : null;

    /// <summary>Shows the layer.</summary>
    public async Task<IActionResult> OnGetAsync(string jurisdiction, int version, CancellationToken cancellation) =>
        await ShowAsync(jurisdiction, version, cancellation) ? Page() : NotFound();

    /// <summary>The parent bureau approves.</summary>
    public Task<IActionResult> OnPostApproveAsync(string jurisdiction, int version, string? reason, CancellationToken cancellation) =>
        DecideAsync(jurisdiction, version, approved: true, reason, cancellation);

    /// <summary>The parent bureau refuses.</summary>
    public Task<IActionResult> OnPostRefuseAsync(string jurisdiction, int version, string? reason, CancellationToken cancellation) =>
        DecideAsync(jurisdiction, version, approved: false, reason, cancellation);

    /// <summary>Takes it back.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(string jurisdiction, int version, string? reason, CancellationToken cancellation)
    {
        if (!await ShowAsync(jurisdiction, version, cancellation))
            return NotFound();
        var caller = HttpContext.Caller();
        if (!caller.CanWithdrawRulebook(Owner))
            return Forbid();
        if (!HasReason(reason))
            return Page();
        return await desk.WithdrawAsync(Owner, version, reason!.Trim(), caller, cancellation) is { } refusal ? Refuse("withdraw", refusal) : Finish("withdrawn");
    }

    private async Task<IActionResult> DecideAsync(string jurisdiction, int version, bool approved, string? reason, CancellationToken cancellation)
    {
        if (!await ShowAsync(jurisdiction, version, cancellation))
            return NotFound();
        var caller = HttpContext.Caller();
        if (!caller.CanDecideRulebook(Owner))
            return Forbid();
        if (!approved && !HasReason(reason))
            return Page();
        return await desk.DecideAsync(Owner, version, approved, reason?.Trim() ?? "", caller, cancellation) is { } refusal
            ? Refuse("decide", refusal)
            : Finish(approved ? "approved" : "refused");
    }

    private async Task<bool> ShowAsync(string jurisdiction, int version, CancellationToken cancellation)
    {
        if (!TryShow(jurisdiction))
            return false;
        var layers = await shelf.OnAsync(HttpContext.Caller(), Jurisdiction.Id, cancellation);
        if (layers.FirstOrDefault(layer => layer.Book.Version == version) is not { } found)
            return false;
        (Layer, Owner) = (found, Tree[found.Owner]);
        var preview = RulebookPreview.Of(History, Layer.Owner, Layer.Book, Soonest);
        Below = preview.Below;
        GivesWay = IsWaiting ? preview.GivesWay : [];
        Restored = !IsWaiting && MayWithdraw ? await proposals.RestoredWithoutAsync(HttpContext.Caller().Tenant, Owner.Id, version, cancellation) : [];
        Changes = IsLineOnly ? [] : Layer.Status == LayerStatus.Published ? Brought() : preview.Changes;
        return true;
    }

    /// <summary>What a published layer changed, or will change, for its owner.</summary>
    private IReadOnlyList<RuleDifference> Brought()
    {
        var versions = History.For(Layer.Owner);
        var at = versions.LastOrDefault(one => one.EffectiveFrom <= Layer.Book.EffectiveFrom);
        var before = versions.LastOrDefault(one => one.EffectiveFrom < Layer.Book.EffectiveFrom);
        return at is null ? [] : RuleDifference.Between(before ?? at with { Rules = [] }, at);
    }

    private bool HasReason(string? reason)
    {
        TypedReason = reason;
        var length = reason?.Trim().Length ?? 0;
        if (length is > 0 and <= RulebookProblems.LongestReason)
            return true;
        Faults["reason"] = words["fault.reason"].Value;
        return false;
    }

    private PageResult Refuse(string act, RulebookRefusal refusal)
    {
        Faults[act] = refusal.Faults.IsEmpty
            ? words[$"problem.{refusal.Code}"].Value
            : string.Join(' ', refusal.Faults.Select(fault => say.Place(fault, Layer.Book, History.Inherited(Owner.Id))));
        return Page();
    }

    private RedirectResult Finish(string done) => Redirect($"{Address($"layers/{Layer.Book.Version}")}?done={done}");
}
