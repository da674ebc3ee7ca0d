using System.Globalization;

namespace Grains.Journal.Seals;

/// <summary>The kinds of published things that are sealed; the words stand in <c>sealed_version.kind</c> and in the digests.</summary>
public static class VersionKinds
{
    /// <summary>A version of an item: flow, limits, fees and all its elements, and from when it applies.</summary>
    public const string Item = "item";

    /// <summary>The day on which a version of an item ends; it is fixed once and for all when the next is published or the item retired.</summary>
    public const string ItemEnd = "item-end";

    /// <summary>A layer of rules that the jurisdiction published, in force or formerly.</summary>
    public const string Rulebook = "rulebook";

    /// <summary>A day closed, or opened again, by the jurisdiction.</summary>
    public const string Closure = "closure";

    /// <summary>A paper of holidays; the root's list has the whole nation's.</summary>
    public const string HolidayPaper = "holiday-paper";

    /// <summary>It, for people.</summary>
    public static string Describe((string Kind, string Name, int Version) one) => one.Kind switch
    {
        Item => string.Create(CultureInfo.InvariantCulture, $"version {one.Version} of item {one.Name}"),
        ItemEnd => string.Create(CultureInfo.InvariantCulture, $"the end of version {one.Version} of item {one.Name}"),
        Rulebook => string.Create(CultureInfo.InvariantCulture, $"rulebook version {one.Version}"),
        Closure => string.Create(CultureInfo.InvariantCulture, $"closure of {one.Name} (change {one.Version})"),
        HolidayPaper => string.Create(CultureInfo.InvariantCulture, $"holiday paper of {one.Name} (change {one.Version})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{one.Kind} {one.Name} ({one.Version})"),
    };
}
