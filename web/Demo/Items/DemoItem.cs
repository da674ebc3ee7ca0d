using Grains.Catalogue;

namespace Web.Demo.Items;

/// <summary>An item of a demo jurisdiction.</summary>
/// <param name="Content">The document in force.</param>
/// <param name="EffectiveFrom">First day on which it applies.</param>
/// <param name="Pattern">The course it takes.</param>
/// <param name="Earlier">The version before, in force from <see cref="DemoCatalogue.FirstDay"/> to <paramref name="EffectiveFrom"/>; null = none.</param>
/// <param name="RetiredFrom">First day on which it no longer applies; null = in force.</param>
public sealed record DemoItem(
    ItemContent Content, DateOnly EffectiveFrom, FlowPattern Pattern, ItemContent? Earlier = null, DateOnly? RetiredFrom = null)
{
    /// <summary>实施编码.</summary>
    public string Code => Content.Code;
}
