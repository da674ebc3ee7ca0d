namespace Grains.Journal;

/// <summary>Which of the grains that are due a sweep is to judge, instead of the first that come.</summary>
/// <param name="Cases">Ids of cases.</param>
/// <param name="Departments">Ids of departments.</param>
internal sealed record DueGrains(long[] Cases, int[] Departments)
{
    /// <summary>None: only the tenant's next due instant is found.</summary>
    public static readonly DueGrains None = new([], []);
}
