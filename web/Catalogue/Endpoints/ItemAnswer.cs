using Grains.Catalogue;

namespace Web.Catalogue.Endpoints;

/// <summary>An item as lists of the interface show it.</summary>
/// <param name="Code">实施编码.</param>
/// <param name="Name">事项名称.</param>
/// <param name="Kind">Kind of power or service.</param>
/// <param name="Department">Its department.</param>
/// <param name="Status">How far its last version has come.</param>
/// <param name="Version">Number of the version in force; null = none.</param>
/// <param name="EffectiveFrom">First day of the version in force.</param>
/// <param name="EffectiveUntil">First day on which it no longer applies.</param>
/// <param name="Limits">The limits, as far as they are stated.</param>
/// <param name="Immediate">即办.</param>
internal sealed record ItemAnswer(
    string Code, string Name, ItemKind Kind, CatalogueDepartment Department, ItemStatus Status,
    int? Version, DateOnly? EffectiveFrom, DateOnly? EffectiveUntil, ItemLimits? Limits, bool Immediate)
{
    public static ItemAnswer Of(CatalogueLine line) => new(
        line.Code, line.Name, line.Kind, line.Department, line.Status, line.InForce, line.EffectiveFrom, line.EffectiveUntil,
        line.Content.Limits, line.Content.Immediate);
}
