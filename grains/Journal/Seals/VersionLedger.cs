using Npgsql;
using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>Keeps a jurisdiction's list of sealed versions: what was published since the last seal is added at its end.</summary>
public static class VersionLedger
{
    // The platform and a few operators at most add at once, each of them once.
    private const int Attempts = 10;

    private const string Read = "select kind, name, version, digest from sealed_version order by n";

    // The number is the key: of two that add at once one fails, and is tried again.
    private const string Append = """
        insert into sealed_version (tenant, n, kind, name, version, digest)
        select app.tenant(), $1 + u.place, u.kind, u.name, u.version, u.digest
        from unnest($2::text[], $3::text[], $4::integer[], $5::bytea[]) with ordinality as u (kind, name, version, digest, place)
        """;

    /// <summary>
    /// Whether the whole nation's papers of holidays are among what a jurisdiction seals: a root's, and those of what was a root
    /// and has sealed some, wherever it stands now.
    /// </summary>
    /// <param name="of">The jurisdiction, where it stands now.</param>
    /// <param name="listed">What its list has.</param>
    internal static bool SealsPapers(Jurisdiction of, IEnumerable<(string Kind, string Name, int Version)> listed) =>
        of.Parent is null || listed.Any(one => one.Kind == VersionKinds.HolidayPaper);

    /// <summary>Adds what is published and not in the list yet, and tells where its chain stands then.</summary>
    /// <remarks>Where somebody else adds to the list at the same time, what he left out is added again after him.</remarks>
    public static async Task<VersionsSeal> BringUpAsync(Sessions sessions, Jurisdiction of, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryBringUpAsync(sessions, of, cancellation);
            }
            catch (PostgresException clash) when (clash.SqlState == PostgresErrorCodes.UniqueViolation && attempt < Attempts)
            {
                // Whoever was first has committed: his rows are read now.
            }
        }
    }

    private static async Task<VersionsSeal> TryBringUpAsync(Sessions sessions, Jurisdiction of, CancellationToken cancellation)
    {
        await using var own = await sessions.OpenAsync(of.Id, cancellation);
        var known = new HashSet<(string Kind, string Name, int Version)>();
        var chain = Chain.Origin;
        await using (var rows = await own.ReadAsync([new(Read)], cancellation))
        {
            while (await rows.ReadAsync(cancellation))
            {
                known.Add((rows.GetString(0), rows.GetString(1), rows.GetInt32(2)));
                Chain.Tie(chain, rows.GetFieldValue<byte[]>(3));
            }
        }

        var added = (await PublishedVersions.ReadAsync(sessions, of, own, SealsPapers(of, known), cancellation))
            .Where(version => !known.Contains(version.Key))
            .OrderBy(version => version.Kind, StringComparer.Ordinal).ThenBy(version => version.Name, StringComparer.Ordinal).ThenBy(version => version.Version)
            .ToList();
        foreach (var version in added)
            Chain.Tie(chain, version.Digest);
        if (added.Count > 0)
            await AppendAsync(sessions, of.Id, known.Count, added, cancellation);
        return new(known.Count + added.Count, chain);
    }

    private static async Task AppendAsync(Sessions sessions, TenantId of, int known, List<VersionDigest> added, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenValveAsync(of, cancellation);
        var append = new NpgsqlBatchCommand(Append)
        {
            Parameters =
            {
                new() { Value = known },
                new() { Value = added.Select(version => version.Kind).ToArray() },
                new() { Value = added.Select(version => version.Name).ToArray() },
                new() { Value = added.Select(version => version.Version).ToArray() },
                new() { Value = added.Select(version => version.Digest).ToArray() },
            },
        };
        await session.CommitAsync([append], cancellation);
    }
}
