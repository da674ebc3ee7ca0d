using System.Globalization;
using Grains.Journal.Seals;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Compares what a jurisdiction is judged by (items, rules, closures) with the digests it was sealed under, and their list with every seal.</summary>
/// <remarks>Who alters a version and its digest too is found out, as with events, by the last seal that is not his.</remarks>
internal sealed class VersionSeals(FindingList findings)
{
    // What is published while a seal is taken is sealed with the next.
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    private const string Read = "select n, kind, name, version, digest, sealed_at from sealed_version order by n";

    /// <summary>Compares, in a snapshot of the jurisdiction's own; what lies in the directory is read after the list, and so is never older.</summary>
    public async Task CompareAsync(
        Sessions sessions, Jurisdiction of, TenantSession own, IReadOnlyCollection<PlacedSeal> seals, CancellationToken cancellation)
    {
        var listed = await ListAsync(own, cancellation);
        var withPapers = VersionLedger.SealsPapers(of, listed.Select(row => row.Key));
        var standing = (await PublishedVersions.ReadAsync(sessions, of, own, withPapers, cancellation)).ToDictionary(version => version.Key);
        foreach (var row in listed)
        {
            var place = VersionKinds.Describe(row.Key);
            if (!standing.TryGetValue(row.Key, out var version))
                findings.Add(FindingCodes.Missing, place, string.Create(CultureInfo.InvariantCulture, $"what was sealed at {row.SealedAt:u}"), "none that is published");
            else if (!version.Digest.AsSpan().SequenceEqual(row.Digest))
                findings.Add(FindingCodes.Altered, place, string.Create(CultureInfo.InvariantCulture, $"what was sealed at {row.SealedAt:u}"), "another content");
        }

        CompareUnsealed(standing, listed, seals);
        CompareChain(listed, seals);
    }

    private void CompareUnsealed(
        Dictionary<(string Kind, string Name, int Version), VersionDigest> standing, List<Row> listed, IReadOnlyCollection<PlacedSeal> seals)
    {
        if (seals.Where(seal => seal.Seal.Versions is not null).Select(seal => (DateTimeOffset?)seal.Seal.SealedAt).Max() is not { } last)
            return;
        foreach (var one in standing.Values.Where(version => version.Since < last - Late).ExceptBy(listed.Select(row => row.Key), version => version.Key))
        {
            findings.Add(
                FindingCodes.Unsealed, VersionKinds.Describe(one.Key), string.Create(CultureInfo.InvariantCulture, $"nothing that the seal of {last:u} does not cover"),
                string.Create(CultureInfo.InvariantCulture, $"one that says it was published at {one.Since:u}"));
        }
    }

    private void CompareChain(List<Row> listed, IReadOnlyCollection<PlacedSeal> seals)
    {
        var waiting = new Queue<PlacedSeal>(seals.Where(seal => seal.Seal.Versions is not null).OrderBy(seal => seal.Seal.Versions!.Count));
        var chain = Chain.Origin;
        Compare(0);
        foreach (var (at, row) in listed.Index())
        {
            if (row.N != at + 1)
                findings.Add(FindingCodes.Missing, string.Create(CultureInfo.InvariantCulture, $"sealed version {at + 1}"), "a digest", $"the next is number {row.N}");
            Chain.Tie(chain, row.Digest);
            Compare(at + 1);
        }

        foreach (var beyond in waiting)
            findings.Add(FindingCodes.Seal, beyond.Place, Describe(beyond.Seal.Versions!), $"the list ends at {listed.Count}");

        void Compare(int count)
        {
            while (waiting.TryPeek(out var next) && next.Seal.Versions!.Count == count)
            {
                waiting.Dequeue();
                if (!chain.AsSpan().SequenceEqual(next.Seal.Versions.Chain))
                    findings.Add(FindingCodes.Seal, next.Place, Describe(next.Seal.Versions), Describe(new(count, chain)));
            }
        }
    }

    private static async Task<List<Row>> ListAsync(TenantSession own, CancellationToken cancellation)
    {
        await using var r = await own.ReadAsync([new(Read)], cancellation);
        var rows = new List<Row>();
        while (await r.ReadAsync(cancellation))
            rows.Add(new(r.GetInt32(0), (r.GetString(1), r.GetString(2), r.GetInt32(3)), r.GetFieldValue<byte[]>(4), r.GetFieldValue<DateTimeOffset>(5)));
        return rows;
    }

    private static string Describe(VersionsSeal seal) =>
        string.Create(CultureInfo.InvariantCulture, $"{seal.Count} versions that judge, chain {Convert.ToHexStringLower(seal.Chain)}");

    private sealed record Row(int N, (string Kind, string Name, int Version) Key, byte[] Digest, DateTimeOffset SealedAt);
}
