namespace Platform.Tests.Isolation;

/// <summary>Leaving something behind, running code of one's own, reading the house's secrets.</summary>
internal static class ObjectAttacks
{
    private static readonly (string Break, string Mend) Code = Breach.Grant("usage on language plpgsql");

    private static (string Break, string Mend) Temporary => (
        "do $$ begin execute format('grant temporary on database %I to platform_tenant', current_database()); end $$",
        "do $$ begin execute format('revoke temporary on database %I from platform_tenant', current_database()); end $$");

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("Making objects that others would meet", arena => DoneAsync(
            arena,
            "create temp table mine (a int)", "create table public.mine (a int)", "create table app.mine (a int)", "create schema mine",
            "create view pg_temp.mine as select 1", "select 1 as a into temp mine", "create sequence public.mine", "create type public.mine as (a int)",
            "create function pg_temp.mine() returns int language sql as 'select 1'", "create function public.mine() returns int language sql as 'select 1'",
            "create extension dblink", "create foreign data wrapper mine", "create role mine", "alter system set work_mem = '1GB'",
            "create publication mine for all tables", "copy (select 1) to program 'true'", "copy (select 1) to '/tmp/mine'", "create statistics mine on tenant, id from case_file",
            "create index mine on case_file (tenant)", "create trigger mine before insert on item for each row execute function app.number_message()",
            "alter table case_file disable row level security", "drop policy platform_tenant_rows on case_file", "comment on table case_file is 'mine'",
            "truncate quarantine", "refresh materialized view case_file", "vacuum full case_file"), Temporary.Break, Temporary.Mend),
        new("Running code of one's own", arena => DoneAsync(arena, "do $$ begin perform 1; end $$", "do language sql 'select 1'"), Code.Break, Code.Mend),
        new("Keeping large objects", arena => DoneAsync(
            arena, "select lo_create(0)", "select lo_from_bytea(0, 'x')", "select lo_creat(-1)", "select * from pg_largeobject_metadata", "select lo_get(1)", "select lo_open(1, 131072)"),
            "grant execute on function lo_create(oid) to platform_tenant", "revoke execute on function lo_create(oid) from platform_tenant"),
        new("Reading what seals are made of", arena => DoneAsync(
            arena, "select * from app.seal_key", "select app.sealed_claim()", "select * from app.table_grant", "select * from migration", "select passwd from pg_shadow", "select rolpassword from pg_authid",
            "select app.tenants()", "select app.granted_cases()", "select app.isolate('case_file')", "select app.conceal('case_file')", "select app.ensure_event_partition(current_date)"),
            "grant select on app.seal_key to platform_tenant", "revoke select on app.seal_key from platform_tenant"),
        new("Ending or watching other sessions", arena => DoneAsync(
            arena, "select pg_terminate_backend(1)", "select pg_cancel_backend(1)", "select pg_blocking_pids(1)", "select pg_log_backend_memory_contexts(1)", "select pg_export_snapshot()",
            "select pg_notification_queue_usage()", "select * from pg_prepared_statements", "select * from pg_cursors", "select * from pg_prepared_xacts", "prepare transaction 'mine'"),
            "grant execute on function pg_cancel_backend(integer) to platform_tenant", "revoke execute on function pg_cancel_backend(integer) from platform_tenant"),
    ];

    private static async Task<IEnumerable<string>> DoneAsync(Arena arena, params string[] statements)
    {
        var done = new List<string>();
        foreach (var statement in statements)
        {
            var outcome = await arena.AskAsync(arena.Platform.First, statement);
            if (!outcome.Refused)
                done.Add($"{statement}: {outcome.Short}");
        }

        return done;
    }
}
