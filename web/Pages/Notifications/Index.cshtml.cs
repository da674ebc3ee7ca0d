using System.Collections.Immutable;
using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Tenancy;
using Tenancy.Permissions;
using Web.Live;
using Web.Notifications;
using Web.Screens;

namespace Web.Pages.Notifications;

/// <summary>
/// The red signals of the own jurisdiction and below it, or of the own department where the role is held for one, that were raised
/// since the person last looked, then the earlier ones; before them, for who decides about rules, what waits for that decision.
/// </summary>
/// <remarks>What waits is read as it stands: decided about or withdrawn, it is gone for everybody who was told of it.</remarks>
[Needs(Permission.ViewTotals)]
public sealed class IndexModel(LiveFigures figures, RulebookProposals proposals, NotificationsSeen seen, Jurisdictions jurisdictions) : PageModel
{
    /// <summary>How many are listed.</summary>
    public const int Most = 50;

    /// <summary>The latest escalations, newest first.</summary>
    public IReadOnlyList<Escalation> Escalations { get; private set; } = [];

    /// <summary>Rules that jurisdictions directly below proposed and that wait for this person's decision, the eldest first; none for who decides about none.</summary>
    public ImmutableArray<RulebookLayer> Waiting { get; private set; } = [];

    /// <summary>When the person last looked, UTC.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>How many are new; of the red signals at most <see cref="Most"/>.</summary>
    public int New => Escalations.Count(IsNew) + Waiting.Count(IsNew);

    /// <summary>How many are new, as the bar says it.</summary>
    public string NewText => New >= Most ? $"{Most}+" : Numbers.Count(New);

    /// <summary>Whether a proposal was made since the person last looked.</summary>
    public bool IsNew(RulebookLayer proposal) => proposal.MadeAt > SeenAt;

    /// <summary>Whether one was raised since the person last looked.</summary>
    public bool IsNew(Escalation escalation) => escalation.RaisedAt > SeenAt && !escalation.Contradicted;

    /// <inheritdoc/>
    /// <remarks>A machine has no account with which it could be kept that it has looked.</remarks>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (HttpContext.Caller().Kind != CallerKind.Person)
            context.Result = Forbid();
    }

    /// <summary>The list; looking at it in a page of its own changes nothing until it is said so.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    /// <summary>The count for the bar.</summary>
    public async Task<IActionResult> OnGetCountAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        return Partial("_Count", this);
    }

    /// <summary>How many proposals wait for this person's decision, for the navigation.</summary>
    public async Task<IActionResult> OnGetWaitingAsync(CancellationToken cancellation)
    {
        await ReadWaitingAsync(cancellation);
        return Partial("_Waiting", this);
    }

    /// <summary>The list for the bar: who opens it has looked.</summary>
    public async Task<IActionResult> OnPostPanelAsync(CancellationToken cancellation)
    {
        await LookAsync(cancellation);
        return Partial("_List", this);
    }

    /// <summary>The person has looked.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LookAsync(cancellation);
        return Redirect("/notifications");
    }

    /// <summary>Whose proposal it is.</summary>
    public Jurisdiction OwnerOf(RulebookLayer proposal) => jurisdictions.Tree[proposal.Owner];

    /// <summary>Where one leads: to the signal's own list for those who may see it, else to the jurisdiction.</summary>
    public string AddressOf(Escalation escalation)
    {
        var caller = HttpContext.Caller();
        return escalation.Jurisdiction == jurisdictions.Tree[caller.Tenant].Key && caller.CanAtHome(Permission.ViewSignals)
            ? "/signals?colour=red"
            : Dashboard.Addresses.Dashboard(escalation.Jurisdiction);
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        var until = Escalations.Select(escalation => escalation.RaisedAt).Concat(Waiting.Select(proposal => proposal.MadeAt)).DefaultIfEmpty(SeenAt).Max();
        if (until > SeenAt)
            await seen.LookAsync(HttpContext.Caller(), until, cancellation);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        SeenAt = await seen.ReadAsync(caller, cancellation);
        var tree = jurisdictions.Tree;
        var told = new List<Escalation>();
        foreach (var place in caller.PlacesOfTotals(tree))
        {
            told.AddRange(await figures.EscalationsAsync(
                caller.Tenant, tree[place], caller.DepartmentsInTotals(place, tree), Most, EscalationCursor.Newest, cancellation));
        }

        Escalations = [.. told.DistinctBy(escalation => (escalation.Jurisdiction, escalation.Signal)).OrderByDescending(escalation => escalation.RaisedAt).Take(Most)];
        await ReadWaitingAsync(cancellation);
    }

    private async Task ReadWaitingAsync(CancellationToken cancellation)
    {
        var caller = HttpContext.Caller();
        if (caller.CanEditRulebook(caller.Tenant))
            Waiting = await proposals.WaitingForAsync(caller.Tenant, cancellation);
    }
}
