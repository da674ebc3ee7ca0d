using System.Text.Json;
using Tenancy.Isolation;

namespace Platform.Tests.Isolation;

/// <summary>Learning from what the server counts, estimates and knows of places.</summary>
internal static class StatisticsAttacks
{
    private static readonly (string Break, string Mend) Places = Breach.Grant("select on case_file");

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("Asking the planner how many rows the other has", arena => arena.EveryTableAsync((database, table) => EstimateAsync(arena, database, table)),
            "alter table case_file alter column tenant set statistics 100; analyze case_file",
            "alter table case_file alter column tenant set statistics 0; delete from pg_statistic where starelid = 'case_file'::regclass"),
        new("Asking the planner which values the other has", arena => arena.EveryTableAsync((database, table) => EstimateAsync(arena, database, table)),
            "alter table person alter column department set statistics 100; insert into person (tenant, id, department, salt) "
            + "select tenant, 5000 + n, 1007, '' from person, generate_series(1, 500) n where id = 1007; analyze person",
            "delete from person where id > 5000; alter table person alter column department set statistics 0; delete from pg_statistic where starelid = 'person'::regclass"),
        new("Counting rows removed by a filter", arena => arena.EveryTableAsync((database, table) => RemovedAsync(arena, database, table)),
            "drop policy platform_tenant_rows on case_file; create policy platform_tenant_rows on case_file to platform_tenant using (tenant + 0 = (select app.tenant()))",
            "select app.isolate('case_file', 'platform_tenant', 'platform_journal')"),
        new("Looking where rows lie and who wrote between them", arena => arena.EveryTableAsync((database, table) => PlacesAsync(arena, database, table)),
            Places.Break, "revoke select on case_file from platform_tenant; select app.conceal('case_file')"),
        new("Reading the server's statistics", ReadStatisticsAsync,
            "grant execute on function pg_stat_get_live_tuples(oid) to platform_tenant", "revoke execute on function pg_stat_get_live_tuples(oid) from platform_tenant"),
        new("Reading how large tables are", ReadSizesAsync, "grant select (reltuples) on pg_class to platform_tenant", "revoke select (reltuples) on pg_class from platform_tenant"),
        new("Reading the number of one's own transaction where one has written", ReadNumbersAsync, "grant select on pg_default_acl to public",
            "revoke select on pg_default_acl from public"),
        new("Whatever the server shows to everybody", ExposedAsync, "grant select on pg_locks to public", "revoke select on pg_locks from public"),
    ];

    /// <summary>The plan for a value that the other tenant has and for one that nobody has must be alike.</summary>
    private static async Task<string?> EstimateAsync(Arena arena, string database, IsolatedTable table)
    {
        var learnt = new List<string>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Value(i, arena.Other.Value, 7) is not { } had || table.Value(i, 999999, 999999) is not { } absent)
                continue;
            foreach (var comparison in new[] { "=", "<", ">=", "<>" })
            {
                var (one, two) = (await PlanAsync(had), await PlanAsync(absent));
                if (one != two)
                    learnt.Add($"{table.Columns[i]} {comparison} {had}: {one} rather than {two}");

                async Task<string> PlanAsync(string value)
                {
                    var plan = await arena.AskAsync(database, $"explain (format json) select from {table.Name} where {table.Columns[i]} {comparison} {value}");
                    return plan.Refused ? plan.Error! : Figures(plan.Rows[0]);
                }
            }
        }

        return learnt.Count == 0 ? null : string.Join("; ", learnt);
    }

    /// <summary>What a scan says it threw away must be the same for the other tenant and for one that does not exist.</summary>
    private static async Task<string?> RemovedAsync(Arena arena, string database, IsolatedTable table)
    {
        foreach (var settings in new[] { "set local enable_seqscan = off", "set local enable_indexscan = off", "set local enable_bitmapscan = off" })
        {
            var (other, nobody) = (await RunAsync(arena.Other.Value), await RunAsync(999999));
            if (other != nobody)
                return $"{settings}: {other} rather than {nobody}";

            async Task<string> RunAsync(int tenant)
            {
                var run = await arena.AskAsync(
                    database, settings, $"explain (analyze, timing off, summary off, format json) select from {table.Name} where tenant = {tenant}");
                return run.Refused ? run.Error! : Figures(run.Rows[0]);
            }
        }

        return null;
    }

    private static async Task<string?> PlacesAsync(Arena arena, string database, IsolatedTable table)
    {
        var learnt = new List<string>();
        foreach (var column in new[] { "ctid", "xmin", "xmax", "cmin", "cmax" })
        {
            var outcome = await arena.AskAsync(database, $"select {column} from {table.Name}");
            if (!outcome.Refused)
                learnt.Add($"{column}: {outcome.Short}");
        }

        return learnt.Count == 0 ? null : string.Join("; ", learnt);
    }

    private static Task<IEnumerable<string>> ReadStatisticsAsync(Arena arena) => NotRefusedAsync(
        arena,
        "select n_live_tup from pg_stat_user_tables", "select * from pg_stat_activity", "select * from pg_stats", "select * from pg_statistic",
        "select * from pg_statio_user_tables", "select * from pg_stat_database", "select * from pg_stat_all_indexes", "select * from pg_stat_xact_user_tables",
        "select pg_stat_get_live_tuples('case_file'::regclass)", "select pg_stat_get_tuples_inserted('event'::regclass)", "select * from pg_stat_get_activity(null)",
        "select pg_stat_get_xact_tuples_returned('case_file'::regclass)", "select * from pg_stat_wal", "select * from pg_statistic_ext_data");

    private static Task<IEnumerable<string>> ReadSizesAsync(Arena arena) => NotRefusedAsync(
        arena,
        "select reltuples from pg_class", "select relpages from pg_class", "select * from pg_class", "select pg_relation_size('case_file')",
        "select pg_total_relation_size('event')", "select pg_database_size(current_database())", "select pg_relation_filepath('case_file')",
        "select pg_current_xact_id()", "select pg_current_snapshot()", "select txid_current()", "select pg_current_wal_lsn()", "select age('5'::xid)", "select mxid_age('5'::xid)",
        "select currtid2('case_file', '(0,1)')", "select pg_sequence_last_value('jurisdiction_id_seq')", "select * from pg_sequences");

    /// <summary>Each writes into the server's own catalogues, as it may, and looks there when rows were written.</summary>
    private static async Task<IEnumerable<string>> ReadNumbersAsync(Arena arena)
    {
        var learnt = new List<string>();
        foreach (var (written, read) in new[]
        {
            ($"alter role current_user in database \"{arena.Platform.First}\" set work_mem = '4MB'", "pg_db_role_setting"),
            ("alter default privileges revoke execute on functions from public", "pg_default_acl"),
            ("alter default privileges grant select on tables to platform_public", "pg_shdepend"),
        })
        {
            var outcome = await arena.AskAsync(arena.Platform.First, written, $"select max(xmin::text) from pg_catalog.{read}");
            if (!outcome.Refused)
                learnt.Add($"{read}: {outcome.Short}");
        }

        return learnt;
    }

    private static async Task<IEnumerable<string>> ExposedAsync(Arena arena)
    {
        var learnt = new List<string>();
        var roles = string.Join(", ", Enum.GetValues<DatabaseRole>().Where(r => r != DatabaseRole.Migrator).Select(r => $"'{PlatformKey.RoleName(r)}'"));
        foreach (var database in arena.DatabaseNames)
            learnt.AddRange(await arena.OwnerListAsync(database, Concealment.Exposed.Replace("@application", $"array[{roles}]", StringComparison.Ordinal)));
        return learnt;
    }

    private static async Task<IEnumerable<string>> NotRefusedAsync(Arena arena, params string[] statements)
    {
        var learnt = new List<string>();
        foreach (var statement in statements)
        {
            var outcome = await arena.AskAsync(arena.Platform.First, statement);
            if (!outcome.Refused)
                learnt.Add($"{statement}: {outcome.Short}");
        }

        return learnt;
    }

    /// <summary>Rows, widths, costs and counts of every node of a plan, without the condition that was asked for.</summary>
    private static string Figures(string json)
    {
        var figures = new List<string>();
        using var plan = JsonDocument.Parse(json);
        Walk(plan.RootElement[0].GetProperty("Plan"));
        return string.Join(' ', figures);

        void Walk(JsonElement node)
        {
            figures.Add(node.GetProperty("Node Type").GetString()!);
            foreach (var member in node.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Number))
                figures.Add($"{member.Name}={member.Value}");
            if (node.TryGetProperty("Plans", out var below))
            {
                foreach (var child in below.EnumerateArray())
                    Walk(child);
            }
        }
    }
}
