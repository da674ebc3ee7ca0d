using Tenancy.Isolation;

namespace Web.Verbs.Doctor;

/// <summary>Roles, revoked views and forced row-level security in every database.</summary>
internal static class IsolationCheck
{
    private const int Shown = 5;

    /// <summary>Looks at every known database.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(IsolationInspection inspection, Databases databases, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var database in databases.DataDatabases.Prepend(Databases.Directory))
        {
            var faults = await inspection.FaultsAsync(database, cancellation);
            findings.Add(faults.Count == 0
                ? new($"isolation of {database}", Light.Green, "roles, revokes and forced row-level security are in place")
                : new($"isolation of {database}", Light.Red, string.Join("; ", faults.Take(Shown)) + (faults.Count > Shown ? $" and {faults.Count - Shown} more" : "")));
        }

        return findings;
    }
}
