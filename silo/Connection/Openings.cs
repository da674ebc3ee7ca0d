using Npgsql;
using NpgsqlTypes;
using Tenancy;

namespace Silo.Connection;

/// <summary>Notes, for each department, what its counters stand at when a day begins, and which items have cases by now.</summary>
/// <remarks>Any number of silos may do so at once; the first of a day wins.</remarks>
internal sealed class Openings(Sessions sessions, Jurisdictions jurisdictions)
{
    private const string NoteOwn = """
        insert into connection_opening as o (tenant, origin, department, slot, day, accepted, duplicates, refused)
        select d.tenant, d.tenant, d.id, (t.today - date '2000-01-01') % 8, t.today,
          case when k.known then d.accepted else 0 end, case when k.known then d.duplicates else 0 end, case when k.known then d.refused else 0 end
        from department d
        cross join (select (now() at time zone $1)::date as today) t
        cross join lateral (
          select count(*) > 0 as known, coalesce(bool_or(c.day = t.today), false) as noted
          from connection_opening c where c.origin = d.tenant and c.department = d.id) k
        where not k.noted
        order by d.id
        on conflict (tenant, origin, department, slot) do update
          set day = excluded.day, accepted = excluded.accepted, duplicates = excluded.duplicates, refused = excluded.refused
          where o.day < excluded.day
        """;

    // Of those below only what the valve has brought is known, which holds no duplicates.
    private const string NoteBelow = """
        insert into connection_opening as o (tenant, origin, department, slot, day, accepted, duplicates, refused)
        select d.tenant, d.origin, d.department, (t.today - date '2000-01-01') % 8, t.today,
          case when k.known then d.accepted else 0 end, 0, case when k.known then d.refused else 0 end
        from department_directory d
        cross join (select (now() at time zone $1)::date as today) t
        cross join lateral (
          select count(*) > 0 as known, coalesce(bool_or(c.day = t.today), false) as noted
          from connection_opening c where c.origin = d.origin and c.department = d.department) k
        where d.origin <> d.tenant and not k.noted
        order by d.origin, d.department
        on conflict (tenant, origin, department, slot) do update
          set day = excluded.day, accepted = excluded.accepted, duplicates = excluded.duplicates, refused = excluded.refused
          where o.day < excluded.day
        """;

    // Cases are numbered in the order in which they are committed, so that what lies behind the mark is all that is new.
    private const string NoteItems = """
        with fresh as materialized (select tenant, id, department, item from case_file where id > coalesce((select last_case from connection_mark), 0)),
        items as (
          insert into connection_item (tenant, department, item) select distinct tenant, department, item from fresh order by department, item
          on conflict do nothing)
        insert into connection_mark (tenant, last_case) select tenant, max(id) from fresh group by tenant
        on conflict (tenant) do update set last_case = greatest(connection_mark.last_case, excluded.last_case)
        """;

    /// <summary>Notes what is new of a tenant.</summary>
    public async Task NoteAsync(TenantId tenant, CancellationToken cancellation)
    {
        var zone = jurisdictions.Tree[tenant].Zone;
        await using var session = await sessions.OpenAsync(tenant, cancellation);
        await session.CommitAsync([Zoned(NoteOwn, zone), Zoned(NoteBelow, zone), new(NoteItems)], cancellation);
    }

    private static NpgsqlBatchCommand Zoned(string sql, string zone) =>
        new(sql) { Parameters = { new() { Value = zone, NpgsqlDbType = NpgsqlDbType.Text } } };
}
