using Tenancy;

namespace Web.Connection;

/// <summary>How far the departments of a jurisdiction and of all below it are connected.</summary>
/// <param name="Jurisdiction">Its key.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">province, city, county, township or zone.</param>
/// <param name="Departments">How many departments there are.</param>
/// <param name="States">How many are in each state.</param>
/// <param name="LastRecordedAt">When the last event of any of them was recorded, UTC.</param>
/// <param name="Today">What came since the day began.</param>
/// <param name="Week">What came today and the six days before.</param>
/// <param name="Total">What came since the platform knows them.</param>
/// <param name="OpenQuarantine">Refused events of all of them that nobody has decided about; null where of none it is known.</param>
/// <param name="Behind">How far the newest fact lay back when last told anything, of the department where that is longest.</param>
public sealed record ConnectionTotals(
    string Jurisdiction, string Name, string Level, int Departments, IReadOnlyDictionary<ConnectionState, int> States,
    DateTimeOffset? LastRecordedAt, FeedCounts Today, FeedCounts Week, FeedCounts Total, long? OpenQuarantine, TimeSpan? Behind)
{
    /// <summary>How many are in a state.</summary>
    public int In(ConnectionState state) => States.GetValueOrDefault(state);

    /// <summary>The sum over departments.</summary>
    public static ConnectionTotals Of(Jurisdiction of, IReadOnlyCollection<DepartmentConnection> departments) => new(
        of.Key, of.Name, of.Level.ToString().ToLowerInvariant(), departments.Count,
        departments.CountBy(department => department.State).ToDictionary(),
        departments.Max(department => department.LastRecordedAt),
        Sum(departments.Select(department => department.Today)), Sum(departments.Select(department => department.Week)), Sum(departments.Select(department => department.Total)),
        departments.Any(department => department.OpenQuarantine is not null) ? departments.Sum(department => department.OpenQuarantine ?? 0) : null,
        departments.Max(department => department.Behind));

    private static FeedCounts Sum(IEnumerable<FeedCounts?> counts) => counts.OfType<FeedCounts>().Aggregate(FeedCounts.None, static (sum, one) => sum + one);
}
