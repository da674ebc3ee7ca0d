using System.Globalization;
using Tenancy.Hosting;
using Tenancy.Isolation;

namespace Web.Verbs.Doctor;

/// <summary>How far this machine's clock is from each database's.</summary>
internal static class OffsetCheck
{
    /// <summary>Measures every known database.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(DatabaseClock clock, Databases databases, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var database in databases.DataDatabases.Prepend(Databases.Directory))
        {
            var offset = await clock.OffsetAsync(database, cancellation);
            findings.Add(new(
                $"clock of {database}",
                offset.Duration() <= DatabaseClock.Tolerance ? Light.Green : Light.Red,
                string.Create(CultureInfo.InvariantCulture, $"{offset.TotalMilliseconds:0} ms off; at most {DatabaseClock.Tolerance.TotalSeconds:0} s is allowed")));
        }

        return findings;
    }
}
