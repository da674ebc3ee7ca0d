using System.Collections.Immutable;
using Grains.Catalogue;

namespace Grains.Journal;

/// <summary>An item that has been published at least once, with all its published versions.</summary>
public sealed class CatalogueItem
{
    // Those that apply on some day, by date: one that gave way before it began is not among them.
    private readonly ImmutableArray<ItemVersion> _applying;

    /// <summary>Puts the versions in the order of their effective dates.</summary>
    /// <exception cref="ArgumentException">There is no version.</exception>
    public CatalogueItem(IEnumerable<ItemVersion> versions)
    {
        Versions = [.. versions.OrderBy(v => v.EffectiveFrom).ThenBy(v => v.Version)];
        if (Versions.Length == 0)
            throw new ArgumentException("A registered item has a published version.", nameof(versions));
        _applying = Versions.RemoveAll(v => Versions.Any(later => later.Version > v.Version && later.EffectiveFrom <= v.EffectiveFrom));
        Latest = _applying[^1];
    }

    /// <summary>The version with the last effective date.</summary>
    public ItemVersion Latest { get; }

    /// <summary>Surrogate id within the tenant.</summary>
    public int Id => Latest.Item;

    /// <summary>Id of its department.</summary>
    public int Department => Latest.Department;

    /// <summary>Kind of power or service.</summary>
    public ItemKind Kind => Latest.Kind;

    /// <summary>实施编码.</summary>
    public string Code => Latest.Code;

    /// <summary>事项名称, as the last version has it.</summary>
    public string Name => Latest.Name;

    /// <summary>Every published version, by effective date.</summary>
    public ImmutableArray<ItemVersion> Versions { get; }

    /// <summary>First day on which nothing of it applies any more; null = not retired.</summary>
    public DateOnly? RetiredFrom => Latest.EffectiveUntil;

    /// <summary>The version by which a case accepted on a day is judged.</summary>
    /// <remarks>
    /// There always is one: before the first effective date it is the first version, after retirement the last,
    /// because a fact is recorded and judged even where the item should not have been handled (<see cref="IsInForce"/>).
    /// </remarks>
    public ItemVersion VersionAt(DateOnly day)
    {
        for (var i = _applying.Length - 1; i > 0; i--)
        {
            if (_applying[i].EffectiveFrom <= day)
                return _applying[i];
        }

        // Before the first day of all the first that was published applies, for good, though it may have given way.
        return day < _applying[0].EffectiveFrom ? Versions.MinBy(version => version.Version)! : _applying[0];
    }

    /// <summary>The version with this number; null = never published.</summary>
    public ItemVersion? Version(int number)
    {
        foreach (var version in Versions)
        {
            if (version.Version == number)
                return version;
        }

        return null;
    }

    /// <summary>Whether the item may be handled on a day: published, not retired.</summary>
    public bool IsInForce(DateOnly day) => _applying[0].EffectiveFrom <= day && !IsRetired(day);

    /// <summary>Whether the item is retired on a day.</summary>
    public bool IsRetired(DateOnly day) => RetiredFrom is { } from && from <= day;
}
