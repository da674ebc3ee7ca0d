namespace Tenancy.Isolation;

/// <summary>What PostgreSQL shows to everybody and this platform to nobody: views and functions through which one session could watch another's work, size or wait, or meet it.</summary>
/// <remarks>Done by the server's administrator in every database, at every migration; privileges on system objects are the database's own.</remarks>
internal static class Concealment
{
    /// <summary>Names of functions in pg_catalog that no application role executes (regular expression).</summary>
    private const string Functions =
        // Statistics, locks, other sessions and their statements.
        "^pg_stat_|^pg_lock_status$|blocking_pids$|^pg_isolation_test|^pg_prepared_|^pg_cursor$|^pg_notification_queue_usage$"
        + "|^pg_(cancel|terminate)_backend$|^pg_log_backend|^pg_get_backend_memory|^pg_get_shmem|^pg_show_replication|^pg_get_replication|^pg_get_wal"
        // Sizes and places on disk; where a row lies and whether there is one.
        + "|^pg_(relation|total_relation|table|indexes|database|tablespace)_size$|^pg_relation_file|^pg_filenode|^pg_tablespace_databases$|^currtid"
        // Counters shared by all: sequences, transactions, the log.
        + "|^pg_sequence_last_value$|^txid_|^pg_current_xact|^pg_current_snapshot$|^pg_snapshot_x|^pg_visible_in_snapshot$|^pg_xact_"
        + "|^pg_last_|^pg_current_wal|^pg_walfile|^pg_get_multixact|^pg_export_snapshot$|^pg_control_|^pg_wal_replay"
        // What sessions of one role could leave for each other: large objects have an owner but no tenant; advisory locks have neither.
        + "|^lo_|^lo(read|write)$|^pg_(try_)?advisory_";

    /// <summary>Functions of which only these forms are concealed: the age of a transaction's number tells how many have been since.</summary>
    private const string Forms = "'age(xid)'::regprocedure, 'mxid_age(xid)'::regprocedure";

    /// <summary>Functions that match and stay: what the driver calls when a connection goes back to its pool.</summary>
    private const string Kept = "^pg_advisory_unlock_all$";

    private const string Views =
        "^pg_stat|^pg_locks$|^pg_prepared_|^pg_cursors$|^pg_sequences$|^pg_replication_|^pg_shmem_|^pg_backend_memory|^pg_largeobject|^pg_statistic";

    /// <summary>Columns of pg_class that tell how much a table holds and when it was written.</summary>
    private const string Columns = "'relpages', 'reltuples', 'relallvisible', 'relfilenode', 'relfrozenxid', 'relminmxid'";

    /// <summary>Takes everything above from PUBLIC, and the means to run procedural code of one's own.</summary>
    public const string Sql = $"""
        do $conceal$
        declare
          it record;
        begin
          for it in select oid::regprocedure as name from pg_proc
            where pronamespace = 'pg_catalog'::regnamespace and (proname ~ '{Functions}' and proname !~ '{Kept}' or oid in ({Forms}))
              and (proacl is null or exists (select from aclexplode(proacl) where grantee = 0)) loop
            execute format('revoke all on function %s from public', it.name);
          end loop;
          for it in select oid::regclass as name from pg_class
            where relnamespace = 'pg_catalog'::regnamespace and relkind in ('r', 'v') and relname ~ '{Views}'
              and exists (select from aclexplode(relacl) where grantee = 0) loop
            execute format('revoke all on %s from public', it.name);
          end loop;
          -- By column, so that nobody reads when a row was written: whoever writes one himself (settings of his role, default
          -- privileges, DROP OWNED) would read in it how many transactions the whole server has had.
          for it in select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ') as columns
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r'
              and (c.oid <> 'pg_class'::regclass or a.attname not in ({Columns}))
              and exists (select from aclexplode(c.relacl) where grantee = 0 and privilege_type = 'SELECT')
            group by c.oid loop
            execute format('revoke select on %s from public', it.name);
            execute format('grant select (%s) on %s to public', it.columns, it.name);
          end loop;
          revoke usage on language plpgsql, sql from public;
          grant usage on language plpgsql, sql to platform_migrator;
          grant execute on function pg_advisory_xact_lock(bigint) to platform_migrator;
        end $conceal$;
        """;

    /// <summary>What an application role can reach of it nevertheless, one sentence a row; parameter <c>@application</c>.</summary>
    public const string Exposed = $"""
        select 'role ' || r || ' can execute ' || p.oid::regprocedure
        from unnest(@application) r, pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname ~ '{Functions}' and p.proname !~ '{Kept}' or p.oid in ({Forms}))
          and has_function_privilege(r, p.oid, 'execute')
        union all
        select 'role ' || r || ' can read ' || c.oid::regclass
        from unnest(@application) r, pg_class c
        where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind in ('r', 'v') and c.relname ~ '{Views}'
          and (has_table_privilege(r, c.oid, 'select') or has_any_column_privilege(r, c.oid, 'select'))
        union all
        select 'role ' || r || ' can read when rows of ' || c.oid::regclass || ' were written'
        from unnest(@application) r, pg_class c
        where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r' and has_table_privilege(r, c.oid, 'select')
        union all
        select 'role ' || r || ' can read pg_class.' || a.attname
        from unnest(@application) r, pg_attribute a
        where a.attrelid = 'pg_class'::regclass and a.attname in ({Columns}) and has_column_privilege(r, a.attrelid, a.attnum, 'select')
        union all
        select 'role ' || r || ' can run code of its own in ' || l.lanname
        from unnest(@application) r, pg_language l
        where l.lanname in ('plpgsql', 'sql') and has_language_privilege(r, l.oid, 'usage')
        """;
}
