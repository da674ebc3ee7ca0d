using System.Collections.Immutable;
using Grains.Clocks;

namespace Grains.Catalogue;

/// <summary>What one version of an item says, complete or not: the document that drafts, reviews and publications are about.</summary>
/// <remarks>
/// Stored as <c>item_version.body</c> (<see cref="CatalogueJson"/>). Which version it is and when it applies stands beside it,
/// so that publishing changes no word of what was reviewed.
/// </remarks>
public sealed record ItemContent
{
    /// <summary>实施编码, 1 to 60 characters: division + department + kind + serial.</summary>
    public string Code { get; init; } = "";

    /// <summary>事项名称, at most 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of the department in whose name it is exercised.</summary>
    public string Department { get; init; } = "";

    /// <summary>Kind of power or service.</summary>
    public ItemKind Kind { get; init; }

    /// <summary>主项名称: the heading under which several items stand; null = none.</summary>
    public string? Heading { get; init; }

    /// <summary>The limits; null = none stated. A legal limit of zero counts as none stated.</summary>
    public ItemLimits? Limits { get; init; }

    /// <summary>The flow; null = none stated.</summary>
    public Flow? Flow { get; init; }

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

    /// <summary>The elements that people read.</summary>
    public ItemElements Elements { get; init; } = new();

    /// <summary>The version of an item that this document makes when it applies.</summary>
    /// <param name="item">Surrogate id of the item.</param>
    /// <param name="version">Version number.</param>
    /// <param name="department">Surrogate id of the department.</param>
    /// <param name="from">First day on which it applies.</param>
    /// <param name="until">First day on which it no longer applies.</param>
    /// <exception cref="InvalidOperationException">Limits or flow are missing: such a document is never published.</exception>
    public ItemVersion ToVersion(int item, int version, int department, DateOnly from, DateOnly? until) => new()
    {
        Item = item,
        Version = version,
        Code = Code,
        Name = Name,
        Department = department,
        Kind = Kind,
        EffectiveFrom = from,
        EffectiveUntil = until,
        Limits = Limits ?? throw new InvalidOperationException($"Item {Code} has no limits."),
        Flow = Flow ?? throw new InvalidOperationException($"Item {Code} has no flow."),
        Fees = Fees,
        Prerequisites = Prerequisites,
        ExtraPauseGrounds = ExtraPauseGrounds,
        ResultPublic = ResultPublic,
        DocumentDelivered = DocumentDelivered,
        Immediate = Immediate,
        Joint = Joint,
        ReportedUp = ReportedUp,
        Elements = Elements,
    };

    /// <summary>
    /// The same document with an empty list or text wherever JSON left one out or wrote null, without the nulls of its lists, and with a legal limit
    /// of zero where limits have none.
    /// </summary>
    public ItemContent Normalised() => this with
    {
        Code = Code ?? "",
        Name = Name ?? "",
        Department = Department ?? "",
        Limits = Limits is { } limits && limits.Legal == default ? limits with { Legal = Limit.WorkingDays(0) } : Limits,
        Fees = [.. Fees.WithoutNulls().Select(f => f with { Code = f.Code ?? "", Name = f.Name ?? "", Basis = f.Basis ?? "" })],
        Prerequisites = Prerequisites.WithoutNulls(),
        ExtraPauseGrounds = ExtraPauseGrounds.WithoutNulls(),
        Flow = Flow?.Normalised(),
        Elements = Elements is null ? new() : Elements with
        {
            Materials = Elements.Materials.WithoutNulls(),
            Forms = Elements.Forms.WithoutNulls(),
            Discretion = Elements.Discretion.WithoutNulls(),
        },
    };
}
