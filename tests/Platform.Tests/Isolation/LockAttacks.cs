using Tenancy.Isolation;

namespace Platform.Tests.Isolation;

/// <summary>Learning from having to wait.</summary>
internal static class LockAttacks
{
    private static readonly (string Break, string Mend) QuarantineOpen = Breach.OpenPolicy("quarantine");

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("Locking tables", arena => arena.EveryTableAsync((database, table) => LockTableAsync(arena, database, table)),
            "grant update on quarantine to platform_tenant", "select app.conceal('quarantine')"),
        new("Meeting the other's row locks", MeetRowLocksAsync, QuarantineOpen.Break, QuarantineOpen.Mend),
        new("Waiting for a key that the other is about to take", WaitForKeyAsync, "create unique index broken on item (code)", "drop index broken"),
        new("Meeting in advisory locks", MeetInAdvisoryLocksAsync,
            "grant execute on function pg_try_advisory_lock(bigint) to platform_tenant", "revoke execute on function pg_try_advisory_lock(bigint) from platform_tenant"),
    ];

    private static async Task<string?> LockTableAsync(Arena arena, string database, IsolatedTable table)
    {
        string[] modes =
        [
            "access share", "row share", "row exclusive", "share update exclusive", "share", "share row exclusive", "exclusive", "access exclusive",
        ];
        var learnt = new List<string>();
        foreach (var mode in modes)
        {
            if (!(await arena.AskAsync(database, $"lock table {table.Name} in {mode} mode nowait")).Refused)
                learnt.Add(mode);
        }

        return learnt.Count == 0 ? null : string.Join(", ", learnt);
    }

    private static async Task<IEnumerable<string>> MeetRowLocksAsync(Arena arena)
    {
        await using var other = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Other]);
        await Arena.AskAsync(await other.ConnectAsync(), "update quarantine set status = 1");
        var learnt = new List<string>();
        foreach (var statement in new[] { "select status from quarantine for update nowait", "update quarantine set status = 2" })
        {
            var outcome = await arena.AskAsync(arena.Platform.First, "set local lock_timeout = '300ms'", statement);
            if (outcome.Refused)
                learnt.Add($"{statement}: {outcome.Message}");
        }

        return learnt;
    }

    private static async Task<IEnumerable<string>> WaitForKeyAsync(Arena arena)
    {
        const string Insert = "insert into item (tenant, id, department, kind, code, name, created_at) values ({0}, 77777, 1, 1, 'about-to-be-taken', '', now())";
        await using var other = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Other]);
        await Arena.AskAsync(await other.ConnectAsync(), Insert.Replace("{0}", arena.Other.ToString(), StringComparison.Ordinal));
        var outcome = await arena.AskAsync(
            arena.Platform.First, "set local lock_timeout = '300ms'", Insert.Replace("{0}", arena.Own.ToString(), StringComparison.Ordinal));
        return outcome.Refused ? [outcome.Message] : [];
    }

    private static async Task<IEnumerable<string>> MeetInAdvisoryLocksAsync(Arena arena)
    {
        await using var other = await arena.OpenAsync(arena.Platform.First, DatabaseRole.Tenant, [arena.Other]);
        var theirs = await Arena.AskAsync(await other.ConnectAsync(), "select pg_try_advisory_lock(7)");
        var ours = await arena.AskAsync(arena.Platform.First, "select pg_try_advisory_lock(7)");
        return theirs.Refused && ours.Refused ? [] : [$"{theirs.Short}, then {ours.Short}"];
    }
}
