using System.Collections.Immutable;

namespace Grains.Catalogue;

/// <summary>One version of a catalogue item, as cases are judged by it: the version in force when they were accepted.</summary>
/// <remarks>The elements that only people read (conditions, forms, telephone…) are in <see cref="Elements"/>.</remarks>
public sealed record ItemVersion
{
    /// <summary>Surrogate id of the item within its tenant.</summary>
    public required int Item { get; init; }

    /// <summary>Version number from 1.</summary>
    public required int Version { get; init; }

    /// <summary>实施编码: division + department + kind + serial.</summary>
    public required string Code { get; init; }

    /// <summary>事项名称.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the department within the tenant.</summary>
    public required int Department { get; init; }

    /// <summary>Kind of power or service.</summary>
    public required ItemKind Kind { get; init; }

    /// <summary>First day on which it applies.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>First day on which it no longer applies; null while open-ended. The last version's is the item's retirement.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>The limits.</summary>
    public required ItemLimits Limits { get; init; }

    /// <summary>The published flow.</summary>
    public required Flow Flow { get; init; }

    /// <summary>What may be charged; empty = free of charge.</summary>
    public ImmutableArray<Fee> Fees { get; init; } = [];

    /// <summary>Codes of approvals that must exist before this one.</summary>
    public ImmutableArray<string> Prerequisites { get; init; } = [];

    /// <summary>Grounds beyond the eight lawful ones for which a law cited by the item lets the clock pause.</summary>
    public ImmutableArray<string> ExtraPauseGrounds { get; init; } = [];

    /// <summary>Whether the result must be made public.</summary>
    public bool ResultPublic { get; init; } = true;

    /// <summary>Whether a document must be handed over after approval.</summary>
    public bool DocumentDelivered { get; init; } = true;

    /// <summary>即办: decided on the spot, while the applicant waits.</summary>
    public bool Immediate { get; init; }

    /// <summary>Several departments handle one application (联办).</summary>
    public bool Joint { get; init; }

    /// <summary>Reviewed here, decided above (上报).</summary>
    public bool ReportedUp { get; init; }

    /// <summary>The fourteen elements and the publication flags as people read them.</summary>
    public ItemElements Elements { get; init; } = new();
}
