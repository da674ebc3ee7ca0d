using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>Everything about one item: all versions, and who did what to it when.</summary>
/// <param name="Code">实施编码.</param>
/// <param name="Name">事项名称.</param>
/// <param name="Kind">Kind of power or service.</param>
/// <param name="Department">Its department.</param>
/// <param name="Versions">By number, the last first; outsiders see published ones only.</param>
/// <param name="History">In order; empty for outsiders.</param>
public sealed record CatalogueFile(
    string Code, string Name, ItemKind Kind, CatalogueDepartment Department,
    IReadOnlyList<CatalogueFile.Version> Versions, IReadOnlyList<CatalogueFile.Entry> History)
{
    /// <summary>One version.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="Status">How far it has come.</param>
    /// <param name="EffectiveFrom">First day on which it applies.</param>
    /// <param name="EffectiveUntil">First day on which it no longer applies.</param>
    /// <param name="PublishedAt">When it was published, UTC.</param>
    /// <param name="Content">The document.</param>
    public sealed record Version(
        int Number, ItemStatus Status, DateOnly? EffectiveFrom, DateOnly? EffectiveUntil, DateTimeOffset? PublishedAt, ItemContent Content);

    /// <summary>One thing that happened.</summary>
    /// <param name="At">When, UTC.</param>
    /// <param name="Actor">Sign-in name or client id of whoever did it.</param>
    /// <param name="Version">Number of the version concerned.</param>
    /// <param name="What">drafted, checked, settled, reviewed, returned, published, retired.</param>
    /// <param name="Note">The paper, reason or day that goes with it.</param>
    /// <param name="Office">The office that reviewed it; null for everything else.</param>
    public sealed record Entry(DateTimeOffset At, string Actor, int Version, string What, string? Note, ReviewOffice? Office = null);

    /// <summary>First day on which a version no longer applies, by its end or because a later one begins; not after its own first day where it gave way before it began.</summary>
    public DateOnly? UntilOf(Version version)
    {
        var next = Versions.Where(v => v.Number > version.Number).Min(v => v.EffectiveFrom);
        return next < version.EffectiveUntil || version.EffectiveUntil is null ? next : version.EffectiveUntil;
    }

    /// <summary>The version that applies on a day: the last that has begun by then, where it has not ended; null = none.</summary>
    public Version? InForce(DateOnly day) =>
        Versions.FirstOrDefault(v => v.Status >= ItemStatus.Published && v.EffectiveFrom <= day) is { } begun
        && (begun.EffectiveUntil is null || begun.EffectiveUntil > day)
            ? begun
            : null;
}
