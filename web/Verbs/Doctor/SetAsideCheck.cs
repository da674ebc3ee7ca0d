using System.Globalization;
using Grains.Journal.Aside;
using Tenancy;

namespace Web.Verbs.Doctor;

/// <summary>What the sweep could not judge and has set aside: which, why, since when, and when it is tried again.</summary>
internal static class SetAsideCheck
{
    private const int Shown = 20;

    /// <summary>Looks at every tenant of the databases in which something stands aside.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(SetAsides asides, Jurisdictions jurisdictions, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        foreach (var database in jurisdictions.Tree.All.GroupBy(jurisdiction => jurisdiction.Database, StringComparer.Ordinal))
        {
            if (await asides.CountAsync(database.Key, cancellation) == 0)
                continue;
            foreach (var tenant in database)
                findings.AddRange((await asides.ListAsync(tenant.Id, cancellation)).Select(aside => Of(tenant, aside)));
        }

        return findings.Count == 0
            ? [new("sweep", Light.Green, "everything that was due could be judged")]
            : findings.Count <= Shown ? findings : findings.Take(Shown).Append(new("sweep", Light.Yellow, $"and {findings.Count - Shown} more"));
    }

    private static Finding Of(Jurisdiction tenant, SetAside aside) => new(
        $"{aside.Kind.ToString().ToLowerInvariant()} {aside.Grain} of {tenant.Key}",
        Light.Yellow,
        string.Create(
            CultureInfo.InvariantCulture,
            $"cannot be judged: {aside.Ailment.Code} in {aside.Ailment.Place}, {aside.Times} times since {aside.FirstAt:yyyy-MM-dd'T'HH:mm:ss'Z'}; tried again at {aside.RetryAt:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
}
