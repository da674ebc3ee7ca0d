using Dapper;
using Grains.Calendars;
using Grains.Journal.Seals;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Silo.Seals;

/// <summary>Seals every tenant's chain, and what it has published, once a day, when its local day has ended: at home, in the parent's ledger, and outside; and keeps the gauges of that evening.</summary>
/// <remarks>
/// The seal at home is taken first and is the same wherever it goes; the one outside also says where the audit log ends. Each step may
/// be done again after a crash. Days on
/// which nothing ran have no seal of their own: the next one covers them.
/// </remarks>
internal sealed partial class Sealer(Sessions sessions, Jurisdictions jurisdictions, SealFolder folder, ILogger<Sealer> logger)
{
    // A silo that dies over it is replaced after this.
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    private const string Take = """
        update tenant_due set next_seal_at = now() + @hold
        where tenant in (
          select tenant from tenant_due where next_seal_at is null or next_seal_at <= now()
          order by next_seal_at nulls first limit 20 for update skip locked)
        returning tenant, now()
        """;

    private const string SetNext = "update tenant_due set next_seal_at = @next where tenant = @tenant";

    private const string SealAtHome = """
        insert into seal (tenant, origin, day, epoch, seq, chain, sealed_at, versions, versions_chain)
        select tenant, tenant, $1, epoch, seq, chain, now(), $2, $3 from head
        on conflict (tenant, origin, day) do nothing
        """;

    private const string ReadSeal = "select epoch, seq, chain, sealed_at, versions, versions_chain from seal where origin = tenant and day = $1";

    private const string SealAbove = """
        insert into seal (tenant, origin, day, epoch, seq, chain, sealed_at, versions, versions_chain)
          values (app.tenant(), $1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (tenant, origin, day) do nothing
        """;

    /// <summary>Seals the tenants of a database whose day has ended.</summary>
    public async Task SealDueAsync(string database, CancellationToken cancellation)
    {
        while (await TakeAsync(database, cancellation) is { Count: > 0 } taken)
        {
            foreach (var (tenant, now) in taken)
            {
                try
                {
                    await SealAsync(tenant, now, cancellation);
                    await SetNextAsync(database, tenant, now, cancellation);
                }
                catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or UnauthorizedAccessException)
                {
                    // It stays taken, and so is tried again when its time is up.
                    LogFailed(tenant, e);
                }
            }
        }
    }

    /// <summary>Seals the last local day that has ended at <paramref name="now"/>.</summary>
    public async Task SealAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var jurisdiction = jurisdictions.Tree[tenant];
        if (await AtHomeAsync(jurisdiction, Zone.Of(jurisdiction.Zone).DayOf(now).AddDays(-1), cancellation) is not { } seal)
            return;
        if (jurisdiction.Parent is { } parent)
            await AboveAsync(parent, seal, cancellation);
        OutsideSeals.Append(folder.Path, seal with { Audit = await AuditSeal.ReadAsync(sessions, tenant, cancellation) });
    }

    private async Task<IReadOnlyList<(TenantId Tenant, DateTimeOffset Now)>> TakeAsync(string database, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        var taken = await connection.QueryAsync<(int Tenant, DateTime Now)>(new CommandDefinition(Take, new { hold = Hold }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
        return [.. taken.Select(t => (new TenantId(t.Tenant), new DateTimeOffset(t.Now, TimeSpan.Zero))).Where(t => jurisdictions.Tree.TryFind(t.Item1, out _))];
    }

    private async Task SetNextAsync(string database, TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var zone = Zone.Of(jurisdictions.Tree[tenant].Zone);
        await using var session = await sessions.OpenSiloAsync(database, cancellation);
        var connection = await session.ConnectAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            SetNext, new { tenant = tenant.Value, next = zone.EndOf(zone.DayOf(now)).UtcDateTime }, cancellationToken: cancellation));
        await session.CommitAsync(cancellation);
    }

    /// <summary>The tenant's own seal of a day: taken now, or as it was taken before; null as long as it has no head.</summary>
    private async Task<Seal?> AtHomeAsync(Jurisdiction jurisdiction, DateOnly day, CancellationToken cancellation)
    {
        var versions = await VersionLedger.BringUpAsync(sessions, jurisdiction, cancellation);
        var atHome = ForDay(SealAtHome, day);
        atHome.Parameters.Add(new() { Value = versions.Count });
        atHome.Parameters.Add(new() { Value = versions.Chain });
        await using var session = await sessions.OpenValveAsync(jurisdiction.Id, cancellation);
        await using var r = await session.ReadLastAsync([atHome, EveningGauges.Keep(day), ForDay(ReadSeal, day)], cancellation);
        var seal = await r.ReadAsync(cancellation)
            ? new Seal(jurisdiction.Id, jurisdiction.Key, day, r.GetInt32(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2), r.GetFieldValue<DateTimeOffset>(3),
                r.GetFieldValue<int?>(4) is { } count ? new VersionsSeal(count, r.GetFieldValue<byte[]>(5)) : null)
            : null;
        await r.NextResultAsync(cancellation);
        return seal;
    }

    private async Task AboveAsync(TenantId parent, Seal seal, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenValveAsync(parent, cancellation);
        await session.CommitAsync(
            [
                new(SealAbove)
                {
                    Parameters =
                    {
                        new() { Value = seal.Tenant.Value },
                        new() { Value = seal.Day, NpgsqlDbType = NpgsqlDbType.Date },
                        new() { Value = seal.Epoch },
                        new() { Value = seal.Seq },
                        new() { Value = seal.Chain },
                        new() { Value = seal.SealedAt },
                        new() { Value = (object?)seal.Versions?.Count ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
                        new() { Value = (object?)seal.Versions?.Chain ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                    },
                },
            ],
            cancellation);
    }

    private static NpgsqlBatchCommand ForDay(string sql, DateOnly day) =>
        new(sql) { Parameters = { new() { Value = day, NpgsqlDbType = NpgsqlDbType.Date } } };

    [LoggerMessage(LogLevel.Error, "Tenant {Tenant} could not be sealed; it is tried again")]
    private partial void LogFailed(TenantId tenant, Exception exception);
}
