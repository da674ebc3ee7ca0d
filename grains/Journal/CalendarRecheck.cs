using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Grains.Journal;

/// <summary>Has the open cases of tenants judged again after their calendar has changed.</summary>
/// <remarks>
/// Safe on any number of nodes and after any crash: a tenant's <c>calendar_applied</c> row says how far it was
/// done and is written with the last chunk. A case is only marked as due for checking; the sweep does the judging.
/// </remarks>
public sealed class CalendarRecheck(Sessions sessions, Jurisdictions jurisdictions, CalendarBook book, Commits commits)
{
    /// <summary>Cases marked in one transaction: the tenant's head is locked for some 20 ms.</summary>
    private const int Chunk = 2000;

    private const string ReadApplied = "select tenant, version from calendar_applied where tenant = any ($1)";

    // The head's lock is the single writer: no batch in flight can write an older mark over this one.
    private const string LockHead = "select seq from head where tenant = $1 for update";

    private const string Mark = """
        with chunk as (
          select id, next_check_at from case_file where tenant = $1 and id > $2 and ended_at is null order by id limit $3
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

    private const string WriteApplied = """
        insert into calendar_applied (tenant, version, applied_at) values ($1, $2, $3)
        on conflict (tenant) do update set version = excluded.version, applied_at = excluded.applied_at
        """;

    /// <summary>Marks the open cases of every tenant whose calendar is newer than the one last applied.</summary>
    /// <param name="at">Now, by the database's clock; at least <see cref="CalendarBook.Delay"/> after the change was first seen.</param>
    /// <param name="cancellation">Stops between chunks; the next call goes on.</param>
    /// <returns>The tenants that were done.</returns>
    public async Task<IReadOnlyList<TenantId>> ApplyAsync(DateTimeOffset at, CancellationToken cancellation = default)
    {
        var done = new List<TenantId>();
        foreach (var database in jurisdictions.Tree.All.GroupBy(jurisdiction => jurisdiction.Database))
        {
            TenantId[] tenants = [.. database.Select(jurisdiction => jurisdiction.Id)];
            var applied = await AppliedAsync(database.Key, tenants, cancellation);
            foreach (var tenant in tenants.Where(tenant => applied.GetValueOrDefault(tenant, -1) < book.For(tenant, at).Version))
            {
                await ApplyAsync(database.Key, tenant, book.For(tenant, at).Version, at, cancellation);
                commits.Raise(tenant);
                done.Add(tenant);
            }
        }

        return done;
    }

    private async Task<Dictionary<TenantId, int>> AppliedAsync(string database, TenantId[] tenants, CancellationToken cancellation)
    {
        await using var session = await sessions.OpenJournalAsync(database, tenants, cancellation);
        await using var reader = await session.ReadAsync(
            [Command(ReadApplied, new NpgsqlParameter { Value = Array.ConvertAll(tenants, tenant => tenant.Value) })], cancellation);
        var applied = new Dictionary<TenantId, int>();
        while (await reader.ReadAsync(cancellation))
            applied[new(reader.GetInt32(0))] = reader.GetInt32(1);
        return applied;
    }

    private async Task ApplyAsync(string database, TenantId tenant, int version, DateTimeOffset at, CancellationToken cancellation)
    {
        for (long? after = 0; after is { } last;)
        {
            await using var session = await sessions.OpenJournalAsync(database, [tenant], cancellation);
            after = await MarkAsync(session, tenant, last, at, cancellation);
            List<NpgsqlBatchCommand> end = [Command(WakeSweep, Integer(tenant.Value), Instant(at))];
            if (after is null)
                end.Add(Command(WriteApplied, Integer(tenant.Value), Integer(version), Instant(at)));
            await session.CommitAsync(end, cancellation);
        }
    }

    /// <summary>Marks the next chunk; returns the last case it looked at, null when it was the last chunk.</summary>
    private static async Task<long?> MarkAsync(TenantSession session, TenantId tenant, long after, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var reader = await session.ReadAsync(
        [
            Command(LockHead, Integer(tenant.Value)),
            Command(Mark, Integer(tenant.Value), new NpgsqlParameter { Value = after }, Integer(Chunk), Instant(at)),
        ], cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return reader.GetInt64(0) < Chunk ? null : reader.GetInt64(1);
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter Integer(int value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Integer };

    private static NpgsqlParameter Instant(DateTimeOffset value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
