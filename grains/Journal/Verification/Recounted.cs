using Grains.Figures;

namespace Grains.Journal.Verification;

/// <summary>What a tenant's events come to.</summary>
/// <param name="Figures">What the counters should say.</param>
/// <param name="Escalations">Which escalations should stand.</param>
/// <param name="Astray">The cases whose rows say otherwise than their events, with what each counts for, and its item and kind.</param>
internal sealed record Recounted(
    FigureTable Figures, EscalationTable Escalations, IReadOnlyList<(long Id, CaseContribution Counted, int Item, short ItemKind)> Astray);
