namespace Platform.Tests.Isolation;

/// <summary>What every table, key, privilege and function must be like, read from the databases' own catalogues.</summary>
internal static class Structure
{
    /// <summary>Tables without rows of a tenant, and why they may be without a forced policy.</summary>
    public static readonly IReadOnlyDictionary<string, string> Justified = new Dictionary<string, string>
    {
        ["migration"] = "names of scripts; read by role silo alone",
        ["app.seal_key"] = "the key of the seals; readable by its owner's functions alone",
        ["app.table_grant"] = "privileges as scripts granted them; readable by the migrator alone",
        ["app.pulse"] = "when the platform last worked; readable by its owner's functions alone",
        ["app.outage"] = "when it did not; readable by its owner's functions alone",
        ["placement"] = "where databases are; read by role silo alone",
        ["jurisdiction"] = "names and codes of the tree, public by law; read by role silo alone",
        ["jurisdiction_former"] = "former names and parents; read by role silo alone",
        ["tree_version"] = "one number; read by role silo alone",
        ["data_protection_key"] = "encrypted keys of the whole platform; read by role silo alone",
        ["setup_invitation"] = "hashes of one-time invitations, before there is a tenant; read by role silo alone",
    };

    /// <summary>Functions of the house that a tenant's session may execute; each works on the sealed tenant alone, or says why not.</summary>
    private static readonly HashSet<string> ForTenants =
    [
        "app.tenant", "app.register_tenant", "app.register_department", "app.registry_changed", "app.forget_quarantined", "app.settle_unkept", "app.forget_uploads", "app.forget_imports", "app.load_holiday_paper",
        "app.begin_session", "app.begin_machine_session", "app.end_session", "app.end_other_sessions", "app.tell_lock", "app.record_act", "app.audit_broken_at", "app.audit_faults", "app.audit_end", "app.audit_hashes", "app.read_audit", "app.forget_sessions",
        "app.create_account", "app.create_first_administrator", "app.grant_role", "app.revoke_role", "app.suspend_account",
        "app.put_machine", "app.change_machine_secret", "app.suspend_machine", "app.put_rulebook", "app.decide_rulebook", "app.withdraw_rulebook",
        "app.rulebook_proposals", "app.rulebooks_waiting", "app.rulebooks_given_way",
        "app.invite_account", "app.reset_account", "app.unlock_account", "app.accept_invitation", "app.change_machine_scopes", "app.set_account_posts",
        "app.answer_resets", "app.read_resets", "app.find_audit", "app.account_links", "app.items_in_force",
    ];

    private const string House = "('public'::regnamespace, 'app'::regnamespace)";

    private static readonly string Listed = string.Join(", ", Justified.Keys.Select(k => $"'{k}'"));

    public static IReadOnlyList<Attack> All { get; } =
    [
        Check("A table without a forced policy", $"""
            select c.oid::regclass::text from pg_class c
            where c.relkind in ('r', 'p') and c.relnamespace in {House} and c.oid::regclass::text not in ({Listed})
              and (not c.relrowsecurity or not c.relforcerowsecurity
                or not c.relispartition and not exists (select from pg_policy p where p.polrelid = c.oid))
            """, "create table broken (tenant integer)", "drop table broken"),
        Check("A partition that can be read by itself", $"""
            select c.oid::regclass || ' ' || a.privilege_type from pg_class c, aclexplode(c.relacl) a
            where c.relispartition and a.grantee <> c.relowner
            """, "do $$ begin execute (select format('grant select on %s to platform_tenant', min(oid::regclass::text)) from pg_class where relispartition and relkind = 'r'); end $$",
            "do $$ begin execute (select format('revoke select on %s from platform_tenant', min(oid::regclass::text)) from pg_class where relispartition and relkind = 'r'); end $$"),
        Check("A policy for people's sessions that is not the house's", """
            select tablename || ': ' || policyname from pg_policies
            where 'platform_tenant' = any (roles) or 'public' = any (roles)
            group by tablename, policyname, permissive, cmd, qual, with_check
            having permissive <> 'PERMISSIVE' or cmd <> 'ALL'
              or qual is distinct from '(tenant = ( SELECT app.tenant() AS tenant))' or with_check is distinct from qual
            """, "create policy broken on case_file to platform_tenant using (true)", "drop policy broken on case_file"),
        Check("A view, which would run with its owner's rights", $"""
            select oid::regclass::text from pg_class where relkind in ('v', 'm', 'f') and relnamespace in {House}
            """, "create view broken as select * from case_file", "drop view broken"),
        Check("A key that does not begin with the tenant", $"""
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
            where (i.indisunique or i.indisexclusion) and c.relnamespace in {House}
              and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant')
              and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) is distinct from 'tenant'
            """, "create unique index broken on item (code)", "drop index broken"),
        Check("An index that does not begin with the tenant, so that a condition could choose another's rows", $"""
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
            where c.relnamespace in {House} and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant')
              and (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) is distinct from 'tenant'
            """, "create index broken on item (code)", "drop index broken"),
        Check("A reference that does not begin with the tenant", $"""
            select k.conrelid::regclass || ': ' || k.conname from pg_constraint k
            where k.contype = 'f' and k.connamespace in {House}
              and exists (select from pg_attribute t where t.attrelid = k.confrelid and t.attname = 'tenant')
              and ((select attname from pg_attribute where attrelid = k.conrelid and attnum = k.conkey[1]) is distinct from 'tenant'
                or (select attname from pg_attribute where attrelid = k.confrelid and attnum = k.confkey[1]) is distinct from 'tenant')
            """,
            "create unique index broken on machine_client (client_id); alter table web_session add constraint broken foreign key (machine) references machine_client (client_id)",
            "alter table web_session drop constraint broken; drop index broken") with { InDirectory = true },
        Check("A privilege on a whole table of tenants, or one that nobody needs", $"""
            select c.oid::regclass || ' ' || a.privilege_type || ' ' || a.grantee::regrole from pg_class c, aclexplode(c.relacl) a
            where c.relkind in ('r', 'p') and c.relnamespace in {House} and a.grantee <> c.relowner and c.relforcerowsecurity
              and (a.grantee = 0
                or a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'INSERT', 'UPDATE')
                or a.privilege_type = 'DELETE' and a.grantee::regrole::text <> 'platform_valve'
                or a.privilege_type = 'SELECT' and a.grantee::regrole::text in ('platform_tenant', 'platform_public', 'platform_granted'))
            """, "grant references on item to platform_tenant", "revoke references on item from platform_tenant"),
        Check("A sequence that several tenants draw from or see", $"""
            select c.oid::regclass || ' ' || r from pg_class c, unnest(array['platform_tenant', 'platform_journal', 'platform_valve', 'platform_public', 'platform_granted', 'platform_silo']) r
            where c.relkind = 'S' and c.relnamespace in {House}
              and (has_sequence_privilege(r, c.oid, 'usage') or has_sequence_privilege(r, c.oid, 'select') or has_sequence_privilege(r, c.oid, 'update'))
            union all
            select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace in {House} and a.attidentity <> '' and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant')
            union all
            select d.adrelid::regclass || ' draws from a sequence' from pg_attrdef d join pg_class c on c.oid = d.adrelid
            where pg_get_expr(d.adbin, d.adrelid) ~ 'nextval' and c.relnamespace in {House}
            """, "alter table outbox alter column id add generated always as identity", "alter table outbox alter column id drop identity"),
        Check("A column whose values the planner knows", $"""
            select a.attrelid::regclass || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relkind in ('r', 'p') and c.relforcerowsecurity and a.attnum > 0 and not a.attisdropped and a.attstattarget <> 0
            union all
            select s.starelid::regclass::text from pg_statistic s join pg_class c on c.oid = s.starelid where c.relforcerowsecurity
            union all
            select stxname::text from pg_statistic_ext
            """, "alter table signal add column broken integer", "alter table signal drop column broken"),
        Check("A function of the house that a tenant's session should not have", $"""
            select p.oid::regprocedure::text from pg_proc p
            where p.pronamespace in {House}
              and (has_function_privilege('platform_tenant', p.oid, 'execute')
                   and p.pronamespace::regnamespace || '.' || p.proname not in ({string.Join(", ", ForTenants.Select(f => $"'{f}'"))})
                or p.proacl is null or exists (select from aclexplode(p.proacl) where grantee = 0))
            """, "create function app.broken() returns bigint language sql security definer as 'select count(*) from case_file'; grant execute on function app.broken() to public",
            "drop function app.broken()"),
        Check("A function with its owner's rights that looks names up where its caller says", $"""
            select p.oid::regprocedure::text from pg_proc p
            where p.pronamespace in {House} and p.prosecdef
              and not exists (select from unnest(p.proconfig) s where s in ('search_path=pg_catalog, pg_temp', 'search_path=public, pg_temp'))
            """, "create function app.broken() returns int language sql security definer as 'select 1'", "drop function app.broken()"),
    ];

    private static Attack Check(string name, string sql, string breach, string mend) => new(
        name,
        async arena =>
        {
            var found = new List<string>();
            foreach (var database in arena.DatabaseNames)
                found.AddRange(await arena.OwnerListAsync(database, sql));
            return found;
        },
        breach,
        mend);
}
