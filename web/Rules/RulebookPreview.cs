using System.Collections.Immutable;
using Grains.Rules;
using Tenancy;

namespace Web.Rules;

/// <summary>What a layer would bring, told before it is recorded or decided about.</summary>
/// <param name="Changes">The rules that would differ from those that would hold without it.</param>
/// <param name="GivesWay">Published layers of the same jurisdiction, still to come, that it would supersede.</param>
/// <param name="Below">How many jurisdictions below inherit it.</param>
public sealed record RulebookPreview(ImmutableArray<RuleDifference> Changes, ImmutableArray<RulebookLayer> GivesWay, int Below)
{
    /// <summary>Lays the layer over what is inherited and compares with the one that it follows.</summary>
    /// <param name="history">What is published.</param>
    /// <param name="tenant">Whose layer.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="soonest">The first instant at which it could hold.</param>
    public static RulebookPreview Of(RulebookHistory history, TenantId tenant, Rulebook layer, DateTimeOffset soonest)
    {
        var from = layer.EffectiveFrom > soonest ? layer.EffectiveFrom : soonest;
        return new(
            RuleDifference.Between(Laid(history, tenant, Followed(history, tenant, from)), Laid(history, tenant, layer)),
            [.. Own(history, tenant).Where(own => own.Book.EffectiveFrom >= from && own.Book.Version != layer.Version)],
            history.Tree.SubtreeOf(tenant).Count() - 1);
    }

    /// <summary>The own published layer that holds at an instant; null where there is none.</summary>
    public static Rulebook? Followed(RulebookHistory history, TenantId tenant, DateTimeOffset at) => Own(history, tenant)
        .Where(own => own.Book.EffectiveFrom < at).OrderBy(own => own.Book.EffectiveFrom).ThenBy(own => own.Book.Version).LastOrDefault()?.Book;

    /// <summary>The own published versions that hold at an instant or are still to come, the last to take effect last, such as <c>4+5</c>: what a change is begun on.</summary>
    public static string Standing(RulebookHistory history, TenantId tenant, DateTimeOffset at) => string.Join('+', Own(history, tenant)
        .Where(own => own.Book.EffectiveFrom >= at).Select(own => own.Book).Prepend(Followed(history, tenant, at)).OfType<Rulebook>()
        .OrderBy(own => own.EffectiveFrom).ThenBy(own => own.Version).Select(own => own.Version));

    private static IEnumerable<RulebookLayer> Own(RulebookHistory history, TenantId tenant) =>
        history.Layers.Where(layer => layer.Owner == tenant && layer.Status == LayerStatus.Published);

    private static Rulebook Laid(RulebookHistory history, TenantId tenant, Rulebook? layer)
    {
        var inherited = history.Inherited(tenant);
        var rules = inherited?.Rules ?? [];
        return new(
            layer?.Version ?? 0, layer?.Name ?? "", layer?.EnglishName ?? "", layer?.EffectiveFrom ?? default,
            layer is null ? rules : Overlay.Lay(rules, new(tenant, layer)));
    }
}
