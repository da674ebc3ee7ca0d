using Dapper;
using Grains.Journal.Seals;
using Npgsql;
using Tenancy;

namespace Grains.Journal.Verification;

/// <summary>Proves that a tenant's history is what was recorded: every chain, every snapshot as its events fold into it, the head, every seal; that what it was judged by is what was published; and that its audit log is what was appended.</summary>
/// <remarks>
/// Reads everything as of one moment, as a stream; what is kept in memory is the end of each grain's chain and a line for each signal. Whoever owns the
/// database and computes all hashes in it again is found out by the last seal that he does not own: the parent's, or one outside.
/// </remarks>
public sealed class ChainVerifier(Sessions sessions)
{
    private const string ReadOwnSeals = "select day, epoch, seq, chain, sealed_at, versions, versions_chain from seal where origin = tenant order by day";

    private const string ReadSealsOf = "select day, epoch, seq, chain, sealed_at, versions, versions_chain from seal where origin = @origin and origin <> tenant order by day";

    /// <summary>Verifies one jurisdiction against its own seals, its parent's and these from outside.</summary>
    public async Task<IntegrityReport> VerifyAsync(Jurisdiction of, IReadOnlyCollection<PlacedSeal> outside, CancellationToken cancellation = default)
    {
        List<PlacedSeal> seals = [.. outside.Where(s => s.Seal.Tenant == of.Id)];
        var sealedUntil = seals.Select(s => s.Seal.Seq).DefaultIfEmpty().Max();
        // Before the moment at which the history is read: a seal taken later could lie beyond it.
        if (of.Parent is { } parent)
            seals.AddRange(await SealsAsync(parent, of, "ledger of the parent", ReadSealsOf, cancellation));
        var findings = new FindingList();
        await using var session = await sessions.OpenSnapshotAsync(of.Id, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        seals.AddRange(await SealsAsync(connection, of, "own seal", ReadOwnSeals, cancellation));
        var persons = new PersonDigests();
        await persons.ReadAsync(connection, cancellation);
        var grains = new GrainChains(of.Id, persons, findings);
        await grains.ReadAsync(connection, cancellation);
        await new TenantChain(findings).ReadAsync(connection, seals, cancellation);
        await new Snapshots(grains.Ends, findings).CompareAsync(connection, cancellation);
        var signals = new SignalFolds(findings);
        await signals.ReadAsync(connection, cancellation);
        var refold = new Refold(signals, findings);
        await refold.CompareAsync(connection, cancellation);
        await new QuarantineKeys(findings).CompareAsync(connection, cancellation);
        await new CatalogueFolds(findings).CompareAsync(session, cancellation);
        await new VersionSeals(findings).CompareAsync(sessions, of, session, seals, cancellation);
        await new AuditChain(findings).CompareAsync(sessions, of, seals, cancellation);
        return new IntegrityReport(of.Key, of.Name, grains.Events, grains.Ends.Count, seals.Count, sealedUntil, findings.Findings, findings.More)
        {
            Waiting = refold.Waiting,
        };
    }

    private async Task<IEnumerable<PlacedSeal>> SealsAsync(TenantId at, Jurisdiction of, string place, string sql, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenAsync(at, cancellation);
        return await SealsAsync(await session.ConnectAsync(cancellation), of, place, sql, cancellation);
    }

    private static async Task<IEnumerable<PlacedSeal>> SealsAsync(
        NpgsqlConnection connection, Jurisdiction of, string place, string sql, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<(DateTime Day, int Epoch, long Seq, byte[] Chain, DateTime SealedAt, int? Versions, byte[]? VersionsChain)>(
            new CommandDefinition(sql, new { origin = of.Id.Value }, cancellationToken: cancellation));
        return rows.Select(r => new Seal(
                of.Id, of.Key, DateOnly.FromDateTime(r.Day), r.Epoch, r.Seq, r.Chain, new DateTimeOffset(r.SealedAt, TimeSpan.Zero),
                r is { Versions: { } count, VersionsChain: { } chain } ? new VersionsSeal(count, chain) : null))
            .Select(seal => new PlacedSeal($"{place} of {seal.Day:yyyy-MM-dd}", seal)).ToList();
    }
}
