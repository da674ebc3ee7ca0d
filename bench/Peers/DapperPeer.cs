using Dapper;
using Npgsql;

namespace Bench.Peers;

/// <summary>The straightforward peer: one transaction an event (lock the case, insert the event, update the case, count), with Dapper.</summary>
internal sealed class DapperPeer(NpgsqlDataSource source)
{
    private const string LockCase = "select id from peer_case where tenant = @Tenant and department = @Department and case_no = @CaseNo for update";

    private const string InsertCase = """
        insert into peer_case (tenant, department, case_no, item, status, n, updated_at)
        values (@Tenant, @Department, @CaseNo, @Item, @Kind, 0, now())
        on conflict (tenant, department, case_no) do update set updated_at = now() returning id
        """;

    private const string InsertEvent = """
        insert into peer_event (case_id, tenant, event_id, kind, step, post, handler, occurred_at, data)
        values (@Id, @Tenant, @EventId, @Kind, @Step, @Post, @Handler, @OccurredAt, @Data) on conflict do nothing
        """;

    private const string UpdateCase = "update peer_case set n = n + 1, status = @Kind, updated_at = now() where id = @Id";

    private const string Count = """
        insert into peer_counter (tenant, department, kind, n) values (@Tenant, @Department, @Kind, 1)
        on conflict (tenant, department, kind) do update set n = peer_counter.n + 1
        """;

    public async Task RecordAsync(PeerEvent one)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = await connection.QuerySingleOrDefaultAsync<long?>(LockCase, one, transaction)
            ?? await connection.QuerySingleAsync<long>(InsertCase, one, transaction);
        var inserted = await connection.ExecuteAsync(
            InsertEvent, new { Id = id, one.Tenant, one.EventId, one.Kind, one.Step, one.Post, one.Handler, one.OccurredAt, one.Data }, transaction);
        if (inserted > 0)
        {
            await connection.ExecuteAsync(UpdateCase, new { Id = id, one.Kind }, transaction);
            await connection.ExecuteAsync(Count, one, transaction);
        }

        await transaction.CommitAsync();
    }
}
