using Npgsql;
using Tenancy;

namespace Grains.Journal.Seals;

/// <summary>Where a jurisdiction's audit log ended when a seal was taken.</summary>
/// <param name="N">Number of its last entry.</param>
/// <param name="Hash">The hash of that entry, SHA-256.</param>
public sealed record AuditSeal(long N, byte[] Hash)
{
    private const string Read = "select n, hash from app.audit_end()";

    private const string ReadHash = "select hash from app.audit_hashes(array[$1::bigint])";

    /// <summary>Where it ends now; null while nothing stands in it.</summary>
    public static async Task<AuditSeal?> ReadAsync(Sessions sessions, TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var r = await session.ReadAsync([new NpgsqlBatchCommand(Read)], cancellation);
        return await r.ReadAsync(cancellation) ? new(r.GetInt64(0), r.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Whether the log still has this entry with this hash; what stands before it and after it is not looked at.</summary>
    public async Task<bool> HoldsAsync(Sessions sessions, TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenDirectoryAsync(tenant, cancellation);
        await using var r = await session.ReadAsync([new NpgsqlBatchCommand(ReadHash) { Parameters = { new() { Value = N } } }], cancellation);
        return await r.ReadAsync(cancellation) && r.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(Hash);
    }
}
