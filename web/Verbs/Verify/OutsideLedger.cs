using Grains.Journal.Seals;
using Grains.Journal.Verification;
using Tenancy;

namespace Web.Verbs.Verify;

/// <summary>The seals that were kept outside the database.</summary>
/// <param name="Seals">Each with file and line.</param>
/// <param name="Unreadable">Places that hold none.</param>
internal sealed record OutsideLedger(IReadOnlyList<PlacedSeal> Seals, IReadOnlyList<string> Unreadable)
{
    /// <summary>Reads a file or folder; none where there is nothing yet.</summary>
    public static OutsideLedger Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            return new([], []);
        var lines = OutsideSeals.Read(path).ToList();
        return new(
            [.. lines.Where(l => l.Seal is not null).Select(l => new PlacedSeal(l.Place, l.Seal!))],
            [.. lines.Where(l => l.Seal is null).Select(l => l.Place)]);
    }

    /// <summary>Lines that cannot be read, and seals of jurisdictions that exist no more.</summary>
    public IReadOnlyList<IntegrityFinding> FindingsFor(JurisdictionTree tree) =>
    [
        .. Unreadable.Select(place => new IntegrityFinding(FindingCodes.SealUnreadable, place, "a seal", "something else")),
        .. Seals.Where(s => !tree.TryFind(s.Seal.Tenant, out _))
            .Select(s => new IntegrityFinding(FindingCodes.Seal, s.Place, $"jurisdiction {s.Seal.Jurisdiction}", "no such jurisdiction")),
    ];
}
