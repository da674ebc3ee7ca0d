using System.Collections.Immutable;
using Grains.Journal;
using Grains.Rules;
using Microsoft.AspNetCore.Mvc;
using Tenancy;
using Tenancy.Permissions;
using Web.Rules;

namespace Web.Pages.Rules;

/// <summary>The rules by which a jurisdiction is judged: in force, or as a version had them; who set each; what is to come and what waits.</summary>
[Needs(Permission.ViewRulebook)]
public sealed class IndexModel(Jurisdictions jurisdictions, RulebookBook book, RulebookProposals proposals, RulebookShelf shelf) : RulesPage(jurisdictions, book)
{
    /// <summary>The version shown; null where the province has none yet.</summary>
    public Rulebook? Shown { get; private set; }

    /// <summary>Whether the version shown is the one in force.</summary>
    public bool IsCurrent => ReferenceEquals(Shown, Current);

    /// <summary>The way from the root down, each with the layer that holds there in the version shown; null where it only inherits.</summary>
    public IReadOnlyList<(Jurisdiction Owner, RulebookLayer? Layer)> Layers { get; private set; } = [];

    /// <summary>Published layers that are still to come on the way, the next first.</summary>
    public IReadOnlyList<RulebookLayer> Coming { get; private set; } = [];

    /// <summary>What the jurisdiction proposed and does not hold, the latest first.</summary>
    public ImmutableArray<RulebookLayer> Proposals { get; private set; } = [];

    /// <summary>What waits for this jurisdiction's decision, the eldest first.</summary>
    public ImmutableArray<RulebookLayer> WaitingBelow { get; private set; } = [];

    /// <summary>Shipped rules that a root's published ones lack, for who may publish them.</summary>
    public ImmutableArray<Rule> Lacking { get; private set; } = [];

    /// <summary>Shows the rules.</summary>
    public async Task<IActionResult> OnGetAsync(string? jurisdiction, int? version, CancellationToken cancellation)
    {
        if (!TryShow(jurisdiction))
            return NotFound();
        Shown = Current;
        if (version is { } number)
        {
            if (!TryVersion(number, out var asked))
                return NotFound();
            Shown = asked;
        }

        var caller = HttpContext.Caller();
        var way = Tree.AncestorsOf(Jurisdiction.Id).Reverse().Append(Jurisdiction).ToList();
        var published = History.Layers.Where(layer => layer.Status == LayerStatus.Published && way.Exists(node => node.Id == layer.Owner)).ToList();
        var at = Shown?.EffectiveFrom ?? Now;
        Layers = [.. way.Select(owner => (owner, published.Where(layer => layer.Owner == owner.Id && layer.Book.EffectiveFrom <= at)
            .OrderBy(layer => layer.Book.EffectiveFrom).ThenBy(layer => layer.Book.Version).LastOrDefault()))];
        Coming = [.. published.Where(layer => layer.Book.EffectiveFrom > Now).OrderBy(layer => layer.Book.EffectiveFrom)];
        Proposals = [.. (await shelf.OnAsync(caller, Jurisdiction.Id, cancellation)).Where(layer => layer.Status != LayerStatus.Published)];
        Waiting = Proposals.FirstOrDefault(layer => layer.Status == LayerStatus.Proposed);
        if (CanEdit)
            WaitingBelow = await proposals.WaitingForAsync(caller.Tenant, cancellation);
        if (CanEdit && !IsProposing && RulebookPreview.Followed(History, Jurisdiction.Id, DateTimeOffset.MaxValue) is { } latest)
            Lacking = Adoption.Lacking(latest);
        return Page();
    }

    /// <summary>Since when a rule stands as it is shown: the effective instant of the layer that set it.</summary>
    public DateTimeOffset? Since(Rule rule) => rule.Origin is { } origin
        ? History.Layers.FirstOrDefault(layer => layer.Owner == origin.Owner && layer.Book.Version == origin.Version)?.Book.EffectiveFrom
        : null;

    /// <summary>What a rule has that the province's, in the same version, has not; none where the province set it.</summary>
    public ImmutableArray<FieldDifference> Tightened(Rule rule)
    {
        if (rule.Origin is not { } origin || Layers.Count == 0 || origin.Owner == Layers[0].Owner.Id || Layers[0].Layer?.Book.Find(rule.Code) is not { } root)
            return [];
        return [.. RuleDifference.Between(One(root), One(rule)).SelectMany(changed => changed.Fields).Where(field => RuleWords.IsShown(rule, field.Field))];
    }

    private static Rulebook One(Rule rule) => new(1, "", "", default, [rule]);
}
