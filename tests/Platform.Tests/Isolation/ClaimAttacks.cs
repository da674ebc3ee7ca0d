using Tenancy.Isolation;

namespace Platform.Tests.Isolation;

/// <summary>Changing whom the session speaks for.</summary>
internal static class ClaimAttacks
{
    private static readonly (string Break, string Mend) Unsealed = Breach.Replace("""
        create or replace function app.sealed_claim() returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
          $$ select nullif(current_setting('app.tenant', true), '') $$
        """);

    private static readonly (string Break, string Mend) AnyRole = Breach.Replace("""
        create or replace function app.sealed_claim() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
          claim text := current_setting('app.tenant', true);
          pads app.seal_key;
          role_name text;
        begin
          select * into pads from app.seal_key;
          foreach role_name in array array['platform_tenant', 'platform_journal', 'platform_valve', 'platform_public', 'platform_granted'] loop
            if current_setting('app.seal', true) =
               encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(role_name || ':' || claim, 'UTF8'))), 'hex') then
              return claim;
            end if;
          end loop;
          return null;
        end $$
        """);

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("Claiming to be the other tenant", ClaimAsync, Unsealed.Break, Unsealed.Mend),
        new("Claiming to be the other tenant in the directory", ClaimInDirectoryAsync, Unsealed.Break, Unsealed.Mend) { InDirectory = true },
        new("Claiming with the seal of another role", OtherSealsAsync, AnyRole.Break, AnyRole.Mend),
        new("Claiming to be nobody", arena => arena.EveryTableAsync((database, table) => AsNobodyAsync(arena, database, table)),
            "create policy broken on case_file to platform_tenant using ((select app.tenant()) is null)", "drop policy broken on case_file"),
        new("Opening a cursor before the claim", CursorAsync, Unsealed.Break, Unsealed.Mend),
        new("Preparing a statement before the claim", PrepareAsync, Unsealed.Break, Unsealed.Mend),
        new("Claiming in a transaction of one's own", AfterCommitAsync, Unsealed.Break, Unsealed.Mend),
    ];

    private static Task<IEnumerable<string>> ClaimAsync(Arena arena) => ClaimAsync(arena, arena.Platform.First);

    private static Task<IEnumerable<string>> ClaimInDirectoryAsync(Arena arena) => ClaimAsync(arena, arena.Platform.Directory);

    private static async Task<IEnumerable<string>> ClaimAsync(Arena arena, string database)
    {
        var learnt = new List<string>();
        var other = arena.Other.Value;
        string[] claims =
        [
            $"{other}", $" {other}", $"0{other}", $"+{other}", $"{other}.0", $"{arena.Own},{other}", $"{{{arena.Own},{other}}}", $"{arena.Own}>{other}",
            $"{arena.Own} or true", "*", "null", "-1", "2147483648",
        ];
        foreach (var claim in claims)
        {
            foreach (var how in new[] { $"set local app.tenant = '{claim}'", $"set app.tenant = '{claim}'", $"select set_config('app.tenant', '{claim}', true)" })
            {
                foreach (var table in arena.Tables[database])
                {
                    var outcome = await arena.AskAsync(database, how, $"select count(*) from {table.Name}");
                    if (!outcome.Refused && outcome.Short != "0")
                        learnt.Add($"{how}: {outcome.Short} rows of {table.Name}");
                }
            }
        }

        return learnt;
    }

    private static async Task<IEnumerable<string>> OtherSealsAsync(Arena arena)
    {
        var learnt = new List<string>();
        foreach (var role in Enum.GetValues<DatabaseRole>().Where(r => r != DatabaseRole.Tenant))
        {
            var outcome = await arena.AskAsync(
                arena.Platform.First,
                $"set local app.tenant = '{arena.Other}'",
                $"set local app.seal = '{arena.Platform.Server.Key.Seal(role, arena.Other.ToString())}'",
                "select count(*) from case_file");
            if (outcome.Short != "0")
                learnt.Add($"{role}: {outcome.Short}");
        }

        return learnt;
    }

    private static async Task<string?> AsNobodyAsync(Arena arena, string database, IsolatedTable table)
    {
        var learnt = new List<string>();
        foreach (var how in new[] { "reset app.tenant", "set local app.tenant = ''", "reset app.seal", "reset all", "select set_config('app.tenant', null, true)" })
        {
            var outcome = await arena.AskAsync(database, how, $"select count(*) from {table.Name}");
            if (!outcome.Refused && outcome.Short != "0")
                learnt.Add($"{how}: {outcome.Short}");
        }

        return learnt.Count == 0 ? null : string.Join("; ", learnt);
    }

    private static async Task<IEnumerable<string>> CursorAsync(Arena arena)
    {
        var outcome = await arena.AskAsync(
            arena.Platform.First, "declare others scroll cursor for select tenant from case_file", $"set local app.tenant = '{arena.Other}'", "fetch all from others");
        return outcome.Rows.Where(r => r == arena.Other.ToString());
    }

    private static async Task<IEnumerable<string>> PrepareAsync(Arena arena)
    {
        var outcome = await arena.AskAsync(
            arena.Platform.First,
            "prepare others as select tenant from case_file",
            "execute others",
            $"set local app.tenant = '{arena.Other}'",
            "execute others");
        await arena.AskAsync(arena.Platform.First, "deallocate others");
        return outcome.Rows.Where(r => r == arena.Other.ToString());
    }

    private static async Task<IEnumerable<string>> AfterCommitAsync(Arena arena)
    {
        var outcome = await arena.AskAsync(arena.Platform.First, "commit", $"set app.tenant = '{arena.Other}'", "select tenant from case_file");
        return outcome.Rows;
    }
}
