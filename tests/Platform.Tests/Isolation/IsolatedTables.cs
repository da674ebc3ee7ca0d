using System.Globalization;
using Platform.Tests.Server;
using Tenancy;

namespace Platform.Tests.Isolation;

/// <summary>The tables with a tenant column, found in a database's catalogue, and rows to fill them with.</summary>
internal static class IsolatedTables
{
    /// <summary>All of a database; partitions are not listed, their table is.</summary>
    public static async Task<IReadOnlyList<IsolatedTable>> ReadAsync(PostgresServer server, string database)
    {
        var rows = await server.ListAsync<string[]>(database, """
            select array[c.relname::text, string_agg(a.attname, ',' order by a.attnum), string_agg(format_type(a.atttypid, a.atttypmod), ',' order by a.attnum)]
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace in ('public'::regnamespace, 'app'::regnamespace)
              and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant' and not t.attisdropped)
            group by c.relname order by c.relname
            """);
        return [.. rows.Select(r => new IsolatedTable(r[0], r[1].Split(','), r[2].Split(',')))];
    }

    /// <summary>Writes rows without meaning for these tenants into every table; checks and triggers are left aside.</summary>
    public static Task FillAsync(PostgresServer server, string database, IEnumerable<IsolatedTable> tables, params (TenantId Tenant, int Rows)[] tenants)
    {
        var fill = new List<string> { "set session_replication_role = replica" };
        foreach (var table in tables)
        {
            foreach (var (tenant, rows) in tenants)
            {
                var values = string.Join(", ", table.Columns.Select((_, i) => table.Filling(i, tenant.Value)));
                fill.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"insert into {table.Name} ({string.Join(", ", table.Columns)}) select {values} from generate_series(1, {rows}) n on conflict do nothing"));
            }
        }

        return server.ExecuteAsync(database, string.Join(";\n", fill.Append("analyze")));
    }
}
