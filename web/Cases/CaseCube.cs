using Grains.Cases;
using Grains.Rules;

namespace Web.Cases;

/// <summary>The cases of a tenant that are being worked on, counted by everything their list is filtered by, handlers excepted.</summary>
/// <param name="cells">One for each combination that occurs.</param>
/// <param name="seq">The tenant's number up to which everything is counted.</param>
/// <param name="at">When it was counted, UTC.</param>
public sealed class CaseCube(IReadOnlyList<CaseCube.Cell> cells, long seq, DateTimeOffset at)
{
    /// <summary>So many cases have all this in common.</summary>
    public sealed record Cell(int Department, int Item, CaseStatus Status, Colour Colour, CaseSource Source, bool Accepted, bool Late, DaysLeft Due, long Count);

    /// <summary>The tenant's number up to which everything is counted.</summary>
    public long Seq => seq;

    /// <summary>When it was counted, UTC.</summary>
    public DateTimeOffset At => at;

    /// <summary>How many cases a filter lets through; null where the cube does not know: handlers, numbers, what is done.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="departments">Ids of the departments that may be seen; null = all.</param>
    public long? Count(CaseFilter filter, IReadOnlyCollection<int>? departments)
    {
        if (filter is not { IsWorking: true, Handler: null or "", Number: null or "" })
            return null;
        long count = 0;
        foreach (var cell in cells)
        {
            if ((departments is null || departments.Contains(cell.Department)) && Lets(filter, cell))
                count += cell.Count;
        }

        return count;
    }

    private static bool Lets(CaseFilter filter, Cell cell) =>
        (filter.Department is null || filter.Department == cell.Department)
        && (filter.Item is null || filter.Item == cell.Item)
        && (filter.Colour is null || filter.Colour == cell.Colour)
        && (filter.Source is null || filter.Source == cell.Source)
        && (filter.Due is null || filter.Due == cell.Due
            || (filter.Due is DaysLeft.Three && cell.Due is DaysLeft.Today)
            || (filter.Due is DaysLeft.Seven && cell.Due is DaysLeft.Today or DaysLeft.Three))
        && filter.Show switch
        {
            CaseShow.Working => true,
            CaseShow.Open => cell.Accepted,
            CaseShow.Overdue => cell is { Accepted: true, Late: true } && cell.Due != DaysLeft.None,
            CaseShow.Received => cell.Status == CaseStatus.Received,
            CaseShow.Supplementing => cell.Status == CaseStatus.Supplementing,
            CaseShow.Handling => cell.Status == CaseStatus.Handling,
            CaseShow.Paused => cell.Status == CaseStatus.Paused,
            _ => false,
        };
}
