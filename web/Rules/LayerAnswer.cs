using Grains.Rules;
using Tenancy;

namespace Web.Rules;

/// <summary>One version of what a jurisdiction publishes: who made it, who decided about it, from when it holds.</summary>
/// <param name="Version">Its number, unique on the platform.</param>
/// <param name="Jurisdiction">Key of the jurisdiction.</param>
/// <param name="JurisdictionName">Its name.</param>
/// <param name="Name">Chinese name of the rulebook.</param>
/// <param name="EnglishName">English name of the rulebook.</param>
/// <param name="Status"><c>proposed</c>, <c>published</c>, <c>refused</c>, <c>superseded</c> or <c>withdrawn</c>.</param>
/// <param name="EffectiveFrom">From when it holds, UTC; for a proposal, not before.</param>
/// <param name="Rules">How many rules it sets.</param>
/// <param name="MadeBy">Who made it, as jurisdiction key / sign-in name; <c>platform</c> for the shipped one.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="DecidedBy">Who of the parent bureau approved or refused it.</param>
/// <param name="Reason">Why.</param>
/// <param name="EndedBy">Who superseded or withdrew it before it was decided about or took effect.</param>
/// <param name="EndReason">Why it was withdrawn.</param>
/// <param name="SupersededBy">The version that took its place.</param>
public sealed record LayerAnswer(
    int Version, string Jurisdiction, string JurisdictionName, string Name, string EnglishName, string Status, DateTimeOffset EffectiveFrom, int Rules,
    string MadeBy, DateTimeOffset MadeAt, string? DecidedBy, string? Reason, string? EndedBy, string? EndReason, int? SupersededBy)
{
    /// <summary>The answer about a layer.</summary>
    public static LayerAnswer Of(RulebookLayer layer, JurisdictionTree tree)
    {
        var owner = tree[layer.Owner];
        return new(
            layer.Book.Version, owner.Key, owner.Name, layer.Book.Name, layer.Book.EnglishName, RuleAnswer.Kebab(layer.Status), layer.Book.EffectiveFrom,
            layer.Book.Rules.Length, layer.MadeBy, layer.MadeAt, layer.DecidedBy, layer.Reason,
            layer.EndedBy, layer.EndReason, layer.SupersededBy);
    }
}
