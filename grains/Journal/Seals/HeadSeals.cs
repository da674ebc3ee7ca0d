using Grains.Calendars;
using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>Takes seals between the daily ones: of the head as it stands, of everything published, and of the end of the audit log.</summary>
public sealed class HeadSeals(Sessions sessions)
{
    private const string Keep = """
        insert into outside_seal (tenant, seq, sealed_at) values ($1, $2, $3)
        on conflict (tenant) do update set seq = excluded.seq, sealed_at = excluded.sealed_at
        """;

    private const string ReadHead = "select epoch, seq, chain, now() from head";

    /// <summary>A seal of this moment; null for a jurisdiction without a history.</summary>
    public async Task<Seal?> TakeAsync(Jurisdiction of, CancellationToken cancellation = default)
    {
        var versions = await VersionLedger.BringUpAsync(sessions, of, cancellation);
        var audit = await AuditSeal.ReadAsync(sessions, of.Id, cancellation);
        await using var session = await sessions.OpenAsync(of.Id, cancellation);
        await using var r = await session.ReadAsync([new(ReadHead)], cancellation);
        if (!await r.ReadAsync(cancellation))
            return null;
        var now = r.GetFieldValue<DateTimeOffset>(3);
        return new Seal(of.Id, of.Key, Zone.Of(of.Zone).DayOf(now), r.GetInt32(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2), now, versions) { Audit = audit };
    }

    /// <summary>Has it told on the jurisdiction's screens what a seal covers that lies outside the database now.</summary>
    public async Task TellAsync(Seal seal, CancellationToken cancellation = default)
    {
        await using var session = await sessions.OpenValveAsync(seal.Tenant, cancellation);
        await session.CommitAsync(
            [new(Keep) { Parameters = { new() { Value = seal.Tenant.Value }, new() { Value = seal.Seq }, new() { Value = seal.SealedAt } } }], cancellation);
    }
}
