using System.Globalization;
using Grains.Journal.Verification;
using Tenancy;
using Web.Verbs.Verify;

namespace Web.Verbs.Doctor;

/// <summary>Whether every audit log still leads through the newest seal outside the database that tells where it ended; the whole chain is for verify.</summary>
internal static class AuditCheck
{
    private const string Name = "audit log";

    /// <summary>Looks at every jurisdiction that has such a seal.</summary>
    public static async Task<IEnumerable<Finding>> RunAsync(Sessions sessions, Jurisdictions jurisdictions, string seals, CancellationToken cancellation)
    {
        var tree = jurisdictions.Tree;
        List<PlacedSeal> newest =
        [
            .. OutsideLedger.Read(seals).Seals.Where(placed => placed.Seal.Audit is not null && tree.TryFind(placed.Seal.Tenant, out _))
                .GroupBy(placed => placed.Seal.Tenant).Select(of => of.MaxBy(placed => placed.Seal.SealedAt)!),
        ];
        var findings = new List<Finding>();
        foreach (var (place, seal) in newest)
        {
            if (!await seal.Audit!.HoldsAsync(sessions, seal.Tenant, cancellation))
            {
                findings.Add(new(Name, Light.Red, string.Create(
                    CultureInfo.InvariantCulture,
                    $"that of {seal.Jurisdiction} is not what {place} has of its entry {seal.Audit.N}: altered, cut off, or restored from a backup; ./run verify --jurisdiction {seal.Jurisdiction} tells more")));
            }
        }

        return findings.Count > 0 ? findings
            : [new(Name, Light.Green, newest.Count == 0
                ? "no seal outside the database tells yet where one ended"
                : string.Create(CultureInfo.InvariantCulture, $"leads through the newest seal outside the database in {newest.Count} jurisdictions"))];
    }
}
