namespace Platform.Tests.EndToEnd;

/// <summary>A jurisdiction's own totals; what each figure means is said by <see cref="Grains.Figures.CaseContribution"/>.</summary>
/// <param name="Accepted">Cases accepted.</param>
/// <param name="Open">Accepted and not closed.</param>
/// <param name="Closed">Accepted and decided or ended.</param>
/// <param name="OnTime">Closed in time.</param>
/// <param name="Late">Closed late.</param>
/// <param name="Overdue">Open and overdue.</param>
/// <param name="Green">Green signals standing.</param>
/// <param name="Yellow">Yellow signals standing.</param>
/// <param name="Red">Red signals standing.</param>
internal sealed record CountedTotals(long Accepted, long Open, long Closed, long OnTime, long Late, long Overdue, long Green, long Yellow, long Red);
