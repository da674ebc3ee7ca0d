using Grains.Cases;
using Grains.Rules;

namespace Web.Cases;

/// <summary>A case as lists show it.</summary>
/// <param name="Id">Id of the case.</param>
/// <param name="Number">办件编号.</param>
/// <param name="Department">Id of the department.</param>
/// <param name="Item">Id of the item; 0 for history without one.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Colour">Gravest colour of the signals that stand on it.</param>
/// <param name="Source">By which way it came in.</param>
/// <param name="DueAt">The deadline in force, UTC: before acceptance that for accepting, afterwards that for deciding; null while none runs.</param>
/// <param name="OpenedAt">When it was received, UTC.</param>
/// <param name="EndedAt">When it was decided or ended, UTC.</param>
/// <param name="Late">Late, or overdue as last judged.</param>
/// <param name="Handler">Name of the handler last named; null where there is none or it may not be seen.</param>
public sealed record CaseLine(
    long Id, string Number, int Department, int Item, CaseStatus Status, Colour Colour, CaseSource Source,
    DateTimeOffset? DueAt, DateTimeOffset? OpenedAt, DateTimeOffset? EndedAt, bool Late, string? Handler);

/// <summary>A page of a list of cases.</summary>
/// <param name="Lines">The lines, at most <see cref="CaseListReader.PageLength"/>.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Count">How many there are on all pages, where the list is one of what happened on one day; null elsewhere.</param>
public sealed record CasePage(IReadOnlyList<CaseLine> Lines, CaseCursor? Next, long? Count = null);
