using Dapper;
using Npgsql;
using Tenancy;

namespace Platform.Tests.Silo;

/// <summary>Commits as the journal makes them, without a journal: own rows change under the head's lock and take its number.</summary>
internal static class TestOrigins
{
    private const string Commit = """
        begin;
        insert into head (tenant) values (@tenant) on conflict do nothing;
        insert into tenant_due (tenant) values (@tenant) on conflict do nothing;
        select seq from head where tenant = @tenant for update;
        update head set seq = seq + @events where tenant = @tenant;
        insert into figure (tenant, origin, epoch, version, part, department, item_kind, day, accepted, open, as_of)
        select @tenant, @tenant, h.epoch, h.seq, p.part, p.department, p.kind, p.day, @accepted, @accepted, clock_timestamp()
        from head h, (values (0::smallint, 0, 0::smallint, '-infinity'::date), (1, 0, @kind, @day::date), (2, @department, 0, '-infinity'))
          as p (part, department, kind, day)
        where h.tenant = @tenant
        on conflict (tenant, part, origin, department, item_kind, day) do update set
          accepted = figure.accepted + excluded.accepted, open = figure.open + excluded.open, version = excluded.version, as_of = excluded.as_of;
        update tenant_due set outbox_pending = true where tenant = @tenant and not outbox_pending;
        commit
        """;

    private const string Escalate = """
        begin;
        select seq from head where tenant = @tenant for update;
        update head set seq = seq + 1, next_id = next_id + 1 where tenant = @tenant;
        insert into escalation (tenant, origin, epoch, version, signal, true_from, raised_at, points, item_kind, colour, status, contradicted,
          rule, clause, department, item)
        select @tenant, @tenant, epoch, seq, coalesce(@signal, next_id), now(), now(), 50, 1, 3, @status, false, 'legal-limit', '第十二条', '审批局', '事项'
        from head where tenant = @tenant
        on conflict (tenant, origin, signal) do update set status = excluded.status, version = excluded.version;
        update tenant_due set outbox_pending = true where tenant = @tenant and not outbox_pending;
        commit
        """;

    public static Task CommitAsync(this TestProvince province, TenantId tenant, int accepted = 1, int department = 1, int kind = 1, int day = 0) =>
        CommitAsync(province.Owner(tenant), tenant, accepted, department, kind, day);

    public static Task CommitAsync(NpgsqlDataSource owner, TenantId tenant, int accepted = 1, int department = 1, int kind = 1, int day = 0) =>
        RunAsync(owner, Commit, new
        {
            tenant = tenant.Value, events = Math.Max(accepted, 1), accepted, department, kind = (short)kind,
            day = new DateTime(2026, 11, 21).AddDays(-day),
        });

    public static Task EscalateAsync(this TestProvince province, TenantId tenant, long? signal = null, int status = 1) =>
        EscalateAsync(province.Owner(tenant), tenant, signal, status);

    public static Task EscalateAsync(NpgsqlDataSource owner, TenantId tenant, long? signal = null, int status = 1) =>
        RunAsync(owner, Escalate, new { tenant = tenant.Value, signal, status = (short)status });

    private static async Task RunAsync(NpgsqlDataSource owner, string sql, object parameters)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    public static Task<bool> IsPendingAsync(this TestProvince province, TenantId tenant) =>
        province.ReadAsync<bool>(tenant, "select coalesce((select outbox_pending from tenant_due where tenant = @tenant), false)", new { tenant = tenant.Value });

    /// <summary>The rows of <paramref name="origin"/> as they stand in a tenant's tables, in a form that can be compared.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(this TestProvince province, TenantId at, TenantId origin) =>
    [
        .. await province.ListAsync<string>(at, """
            select (to_jsonb(f) - 'tenant' - 'epoch')::text from figure f where tenant = @at and origin = @origin
            union all select (to_jsonb(e) - 'tenant' - 'epoch')::text from escalation e where tenant = @at and origin = @origin
            order by 1
            """, new { at = at.Value, origin = origin.Value }),
    ];

    /// <summary>Asserts that every ancestor has exactly the rows of each tenant.</summary>
    public static async Task AssertCarriedAsync(this TestProvince province)
    {
        foreach (var jurisdiction in province.Jurisdictions.Tree.All)
        {
            var own = await province.RowsAsync(jurisdiction.Id, jurisdiction.Id);
            foreach (var ancestor in province.Jurisdictions.Tree.AncestorsOf(jurisdiction.Id))
                Xunit.Assert.Equal(own, await province.RowsAsync(ancestor.Id, jurisdiction.Id));
        }
    }
}
