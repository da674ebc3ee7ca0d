namespace Platform.Tests.Isolation;

/// <summary>Learning from errors: conditions that fail on certain rows, keys that collide.</summary>
internal static class ErrorAttacks
{
    private static readonly (string Break, string Mend) CasesOpen = Breach.OpenPolicy("case_file");

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("Making a condition fail on the other's rows", arena => arena.EveryTableAsync((database, table) => DivideAsync(arena, database, table)), CasesOpen.Break, CasesOpen.Mend),
        new("Having the other's values told by a failing cast", arena => arena.EveryTableAsync((database, table) => CastAsync(arena, database, table)), CasesOpen.Break, CasesOpen.Mend),
        new("Colliding with the other's keys", arena => arena.EveryTableAsync((database, table) => CollideAsync(arena, database, table)),
            "create unique index broken on item (code)", "drop index broken"),
        new("Telling the other's existing rows from missing ones", arena => arena.EveryTableAsync((database, table) => ProbeAsync(arena, database, table)),
            "create policy broken on item for insert to platform_tenant with check (true)", "drop policy broken on item"),
    ];

    private static async Task<string?> DivideAsync(Arena arena, string database, IsolatedTable table)
    {
        var outcome = await arena.AskAsync(database, $"select count(*) from {table.Name} where 1 / (tenant - {arena.Other}) is null");
        return outcome.Error == "22012" ? outcome.Message : null;
    }

    private static async Task<string?> CastAsync(Arena arena, string database, IsolatedTable table)
    {
        var learnt = new List<string>();
        foreach (var column in table.Columns.Where((_, i) => table.Types[i] == "text"))
        {
            foreach (var condition in new[] { $"{column}::integer is null", $"tenant <> {arena.Own} and {column}::integer is null", $"xmlparse(content {column} || '<') is null" })
            {
                var outcome = await arena.AskAsync(database, $"select count(*) from {table.Name} where {condition}");
                if (outcome.Message.Contains($"T{arena.Other}-", StringComparison.Ordinal))
                    learnt.Add(outcome.Message);
            }
        }

        return learnt.Count == 0 ? null : string.Join("; ", learnt);
    }

    /// <summary>A row of one's own with the keys of one of the other's rows, and one with keys that nobody has, must end alike.</summary>
    private static async Task<string?> CollideAsync(Arena arena, string database, IsolatedTable table)
    {
        var taken = await InsertAsync(arena, database, table, arena.Own.Value, arena.Other.Value, n: 7);
        var free = await InsertAsync(arena, database, table, arena.Own.Value, arena.Other.Value, n: 90007);
        return taken.Error == free.Error ? null : $"{taken.Short} for a taken key, {free.Short} for a free one: {taken.Message}";
    }

    /// <summary>A row that pretends to be the other's must end alike whether there is one with its key or not.</summary>
    private static async Task<string?> ProbeAsync(Arena arena, string database, IsolatedTable table)
    {
        var taken = await InsertAsync(arena, database, table, arena.Other.Value, arena.Other.Value, n: 7);
        var free = await InsertAsync(arena, database, table, arena.Other.Value, arena.Other.Value, n: 90007);
        return taken.Error == free.Error && taken.Message == free.Message ? null : $"{taken.Short} for a taken key, {free.Short} for a free one: {taken.Message}";
    }

    private static Task<Outcome> InsertAsync(Arena arena, string database, IsolatedTable table, int tenant, int values, int n)
    {
        var granted = table.Columns.Select((name, i) => (Name: name, Value: name == "tenant" ? $"{tenant}" : table.Filling(i, values)));
        return arena.AskAsync(
            database,
            $"insert into {table.Name} ({string.Join(", ", granted.Select(g => g.Name))}) select {string.Join(", ", granted.Select(g => g.Value))} from generate_series({n}, {n}) n");
    }
}
