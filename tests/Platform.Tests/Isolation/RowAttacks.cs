using Npgsql;
using Tenancy.Isolation;

namespace Platform.Tests.Isolation;

/// <summary>Reading and writing rows.</summary>
internal static class RowAttacks
{
    private static readonly (string Break, string Mend) CasesOpen = Breach.OpenPolicy("case_file");

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("Reading every table", arena => arena.EveryTableAsync((database, table) => CountOthersAsync(arena, database, table)), CasesOpen.Break, CasesOpen.Mend),
        new("Copying every table out", arena => arena.EveryTableAsync((database, table) => CopyAsync(arena, database, table)), CasesOpen.Break, CasesOpen.Mend),
        new("Switching row security off", SwitchOffAsync,
            "alter table case_file disable row level security", "alter table case_file enable row level security"),
        new("Taking another role", TakeRolesAsync, "grant platform_valve to platform_tenant", "revoke platform_valve from platform_tenant"),
        new("Writing the other's rows", arena => arena.EveryTableAsync((database, table) => WriteAsync(arena, database, table)),
            "create policy broken on item to platform_tenant using (true) with check (true)", "drop policy broken on item"),
        new("Writing rows as if they were the other's", arena => arena.EveryTableAsync((database, table) => InsertAsync(arena, database, table)),
            "create policy broken on item for insert to platform_tenant with check (true)", "drop policy broken on item"),
    ];

    /// <summary>The number of rows of others that a query sees; null when it sees none or may not look.</summary>
    private static async Task<string?> CountOthersAsync(Arena arena, string database, IsolatedTable table)
    {
        var others = await arena.AskAsync(database, $"select count(*) from {table.Name} where tenant <> {arena.Own}");
        var all = await arena.AskAsync(database, $"select count(*) - count(*) filter (where tenant = {arena.Own}) from {table.Name}");
        return others is { Refused: true } && all is { Refused: true } || others.Short == "0" && all.Short == "0" ? null : $"{others.Short}, {all.Short}";
    }

    private static async Task<string?> CopyAsync(Arena arena, string database, IsolatedTable table)
    {
        foreach (var what in new[] { table.Name, $"(select tenant from {table.Name})" })
        {
            await using var session = await arena.OpenAsync(database, DatabaseRole.Tenant, [arena.Own]);
            try
            {
                using var reader = await (await session.ConnectAsync()).BeginTextExportAsync($"copy {what} to stdout");
                var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                if (lines.Any(l => l.Split('\t').Contains(arena.Other.ToString())))
                    return $"{lines.Length} rows of {what}";
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                // Refused as a whole: nothing was learnt.
            }
        }

        return null;
    }

    private static async Task<IEnumerable<string>> SwitchOffAsync(Arena arena)
    {
        var outcome = await arena.AskAsync(arena.Platform.First, "set row_security = off", $"select count(*) from case_file where tenant <> {arena.Own}");
        return outcome.Refused || outcome.Short == "0" ? [] : [outcome.Short];
    }

    private static async Task<IEnumerable<string>> TakeRolesAsync(Arena arena)
    {
        var taken = new List<string>();
        string[] roles = [.. Enum.GetValues<DatabaseRole>().Where(r => r != DatabaseRole.Tenant).Select(PlatformKey.RoleName), "postgres", "pg_read_all_data", "pg_monitor"];
        foreach (var role in roles)
        {
            foreach (var how in new[] { $"set role {role}", $"set session authorization {role}", $"select set_config('role', '{role}', false)" })
            {
                if (!(await arena.AskAsync(arena.Platform.First, how)).Refused)
                    taken.Add(how);
            }
        }

        return taken;
    }

    private static async Task<string?> WriteAsync(Arena arena, string database, IsolatedTable table)
    {
        var learnt = new List<string>();
        foreach (var column in table.Columns)
        {
            var update = await arena.AskAsync(
                database, $"with touched as (update {table.Name} set {column} = {column} where tenant = {arena.Other} returning 1) select count(*) from touched");
            if (!update.Refused && update.Short != "0")
                learnt.Add($"update {column}: {update.Short}");
        }

        var delete = await arena.AskAsync(database, $"with gone as (delete from {table.Name} where tenant = {arena.Other} returning 1) select count(*) from gone");
        if (!delete.Refused && delete.Short != "0")
            learnt.Add($"delete: {delete.Short}");
        return learnt.Count == 0 ? null : string.Join("; ", learnt);
    }

    private static async Task<string?> InsertAsync(Arena arena, string database, IsolatedTable table)
    {
        var values = string.Join(", ", table.Columns.Select((_, i) => table.Filling(i, arena.Other.Value)));
        var all = await arena.AskAsync(
            database, $"insert into {table.Name} ({string.Join(", ", table.Columns)}) select {values} from generate_series(90001, 90001) n");
        return all.Error == PostgresErrorCodes.InsufficientPrivilege ? null : $"insert: {all.Short}";
    }
}
