using Grains.Catalogue;

namespace Web.Catalogue;

/// <summary>Which items of a catalogue to list; what is null or empty restricts nothing.</summary>
public sealed record CatalogueFilter
{
    /// <summary>Code of the department.</summary>
    public string? Department { get; init; }

    /// <summary>Kind of power or service.</summary>
    public ItemKind? Kind { get; init; }

    /// <summary>Where the item stands.</summary>
    public CatalogueState? State { get; init; }

    /// <summary>Words that stand in its name or code.</summary>
    public string? Words { get; init; }

    /// <summary>Only items whose code comes after this one: the last of the page before.</summary>
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 200.</summary>
    public int Limit { get; init; } = 50;
}
