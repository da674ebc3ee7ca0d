using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>An item as lists show it.</summary>
/// <param name="Code">实施编码.</param>
/// <param name="Name">事项名称.</param>
/// <param name="Kind">Kind of power or service.</param>
/// <param name="Department">Its department.</param>
/// <param name="Status">How far its last version has come.</param>
/// <param name="InForce">Number of the version that applies today; null = none.</param>
/// <param name="EffectiveFrom">First day of the version in force.</param>
/// <param name="EffectiveUntil">First day on which that version no longer applies; null = open-ended.</param>
/// <param name="Content">The document in force, else that of the last version.</param>
public sealed record CatalogueLine(
    string Code, string Name, ItemKind Kind, CatalogueDepartment Department, ItemStatus Status,
    int? InForce, DateOnly? EffectiveFrom, DateOnly? EffectiveUntil, ItemContent Content);

/// <summary>A department by code and name.</summary>
public sealed record CatalogueDepartment(string Code, string Name);
