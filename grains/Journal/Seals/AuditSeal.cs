using Npgsql;
using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>Where a jurisdiction's audit log ended when a seal was taken.</summary>
/// <param name="N">Number of its last entry.</param>
/// <param name="Hash">The hash of that entry, SHA-256.</param>
public sealed record AuditSeal(long N, byte[] Hash)
{
    private const string Read = "select n, hash from app.audit_end()";

    /// <summary>Where it ends now; null while nothing stands in it.</summary>
    public static async Task<AuditSeal?> ReadAsync(Sessions sessions, TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var r = await session.ReadAsync([new NpgsqlBatchCommand(Read)], cancellation);
        return await r.ReadAsync(cancellation) ? new(r.GetInt64(0), r.GetFieldValue<byte[]>(1)) : null;
    }
}
