using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Grains.Journal;

/// <summary>Marks a tenant's cases as due for checking after what they are judged by, or how they fold, has changed; the sweep does the judging.</summary>
/// <remarks>In chunks, each in a transaction of its own under the tenant's head lock: no batch in flight can write an older mark over this one.</remarks>
internal sealed class CaseMarking(Sessions sessions)
{
    /// <summary>Cases marked in one transaction: the tenant's head is locked for some 20 ms.</summary>
    private const int Chunk = 2000;

    private const string LockHead = "select seq from head where tenant = $1 for update";

    private const string MarkOpen = """
        with chunk as (
          select id, next_check_at from case_file where tenant = $1 and id > $2 and ended_at is null order by id limit $3
        ), marked as (
          update case_file set next_check_at = $4 from chunk
          where case_file.tenant = $1 and case_file.id = chunk.id and (chunk.next_check_at is null or chunk.next_check_at > $4)
        )
        select count(*), coalesce(max(id), 0) from chunk
        """;

    private const string MarkPending = """
        with chunk as (
          select id, next_check_at from case_file
          where tenant = $1 and id > $2 and (ended_at is null or next_check_at is not null) order by id limit $3
        ), marked as (
          update case_file set next_check_at = $4 from chunk
          where case_file.tenant = $1 and case_file.id = chunk.id and (chunk.next_check_at is null or chunk.next_check_at > $4)
        )
        select count(*), coalesce(max(id), 0) from chunk
        """;

    private const string MarkAll = """
        with chunk as (
          select id, next_check_at from case_file where tenant = $1 and id > $2 order by id limit $3
        ), marked as (
          update case_file set next_check_at = $4 from chunk
          where case_file.tenant = $1 and case_file.id = chunk.id and (chunk.next_check_at is null or chunk.next_check_at > $4)
        )
        select count(*), coalesce(max(id), 0) from chunk
        """;

    private const string WakeSweep = """
        insert into tenant_due (tenant, next_due_at) values ($1, $2)
        on conflict (tenant) do update set next_due_at = least(tenant_due.next_due_at, excluded.next_due_at)
        """;

    /// <summary>What each tenant's cases were last marked by; tenants never marked are absent.</summary>
    /// <param name="sql">Reads tenant and basis of the tenants <c>$1</c>.</param>
    /// <param name="database">The database that holds them all.</param>
    /// <param name="tenants">Who is asked for.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<Dictionary<TenantId, string>> AppliedAsync(string sql, string database, TenantId[] tenants, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenJournalAsync(database, tenants, cancellation);
        await using var reader = await session.ReadAsync(
            [Command(sql, new NpgsqlParameter { Value = Array.ConvertAll(tenants, tenant => tenant.Value) })], cancellation);
        var applied = new Dictionary<TenantId, string>();
        while (await reader.ReadAsync(cancellation))
            applied[new(reader.GetInt32(0))] = reader.GetString(1);
        return applied;
    }

    /// <summary>Marks cases as due for checking.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="at">From which instant on they are due, by the database's clock.</param>
    /// <param name="which">Which cases.</param>
    /// <param name="last">Written with the last chunk: what says that it was done.</param>
    /// <param name="cancellation">Stops between chunks; the next call goes on.</param>
    public async Task MarkAsync(Jurisdiction tenant, DateTimeOffset at, MarkedCases which, IReadOnlyList<NpgsqlBatchCommand> last, CancellationToken cancellation)
    {
        for (long? after = 0; after is { } from;)
        {
            await using var session = await sessions.OpenJournalAsync(tenant.Database, [tenant.Id], cancellation);
            after = await MarkChunkAsync(session, tenant.Id, from, at, Sql(which), cancellation);
            List<NpgsqlBatchCommand> end = [Command(WakeSweep, Integer(tenant.Id.Value), Instant(at))];
            if (after is null)
                end.AddRange(last);
            await session.CommitAsync(end, cancellation);
        }
    }

    private static string Sql(MarkedCases which) => which switch
    {
        MarkedCases.Open => MarkOpen,
        MarkedCases.Pending => MarkPending,
        _ => MarkAll,
    };

    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    public static NpgsqlParameter Integer(int value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Instant(DateTimeOffset value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    /// <summary>Marks the next chunk; returns the last case it looked at, null when it was the last chunk.</summary>
    private static async Task<long?> MarkChunkAsync(
        TenantSession session, TenantId tenant, long after, DateTimeOffset at, string mark, CancellationToken cancellation)
    {
        await using var reader = await session.ReadAsync(
        [
            Command(LockHead, Integer(tenant.Value)),
            Command(mark, Integer(tenant.Value), new NpgsqlParameter { Value = after }, Integer(Chunk), Instant(at)),
        ], cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetInt64(0) < Chunk ? null : reader.GetInt64(1);
    }
}
