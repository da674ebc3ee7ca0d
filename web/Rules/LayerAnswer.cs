using Grains.Rules;
using Tenancy;

namespace Web.Rules;

/// <summary>One version of what a jurisdiction publishes: who made it, who decided about it, from when it holds.</summary>
/// <param name="Version">Its number, unique on the platform.</param>
/// <param name="Jurisdiction">Key of the jurisdiction.</param>
/// <param name="JurisdictionName">Its name.</param>
/// <param name="Name">Chinese name of the rulebook.</param>
/// <param name="EnglishName">English name of the rulebook.</param>
/// <param name="Status"><c>proposed</c>, <c>published</c> or <c>refused</c>.</param>
/// <param name="EffectiveFrom">From when it holds, UTC; for a proposal, not before.</param>
/// <param name="Rules">How many rules it sets.</param>
/// <param name="MadeBy">Account that made it; <c>platform</c> for the shipped one.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="DecidedBy">Account of the parent bureau that approved or refused it.</param>
/// <param name="Reason">Why.</param>
public sealed record LayerAnswer(
    int Version, string Jurisdiction, string JurisdictionName, string Name, string EnglishName, string Status, DateTimeOffset EffectiveFrom, int Rules,
    string MadeBy, DateTimeOffset MadeAt, string? DecidedBy, string? Reason)
{
    /// <summary>The answer about a layer.</summary>
    public static LayerAnswer Of(RulebookLayer layer, JurisdictionTree tree)
    {
        var owner = tree[layer.Owner];
        return new(
            layer.Book.Version, owner.Key, owner.Name, layer.Book.Name, layer.Book.EnglishName, RuleAnswer.Kebab(layer.Status), layer.Book.EffectiveFrom,
            layer.Book.Rules.Length, layer.MadeBy, layer.MadeAt, layer.DecidedBy, layer.Reason);
    }

    /// <summary>The layers that a jurisdiction is judged by or has proposed: its own and those of its ancestors, the latest first.</summary>
    public static IEnumerable<RulebookLayer> On(RulebookHistory history, TenantId tenant) => history.Layers
        .Where(layer => layer.Owner == tenant || (layer.Status == LayerStatus.Published && history.Tree.IsWithin(tenant, layer.Owner)))
        .Reverse();
}
