-- The sealed tenant: who a session speaks for, as the database itself can check it.
-- app.tenant carries the claim, app.seal its HMAC-SHA256 under a key that only the process and the owner know;
-- a session that changes one without the other speaks for nobody.

create schema if not exists app;
revoke all on schema app from public;
grant usage on schema app to platform_tenant, platform_journal, platform_valve, platform_silo, platform_public, platform_granted;

create table if not exists app.seal_key (
  only_row boolean primary key default true check (only_row),
  inner_pad bytea not null,
  outer_pad bytea not null
);
alter table app.seal_key enable row level security;

-- Runs with the rights and the search path of the functions below, its only callers: it is asked by every policy of every
-- statement, and each change of identity or path would cost as much as the check itself.
create or replace function app.sealed_claim() returns text
  language plpgsql stable parallel safe as $$
declare
  claim text := current_setting('app.tenant', true);
  pads app.seal_key;
begin
  if claim is null or claim = '' then
    return null;
  end if;
  select * into pads from app.seal_key;
  if current_setting('app.seal', true) is distinct from
     encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(session_user || ':' || claim, 'UTF8'))), 'hex') then
    return null;
  end if;
  return claim;
end $$;

create or replace function app.tenant() returns integer
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as
  $$ begin return case when session_user in ('platform_journal', 'platform_granted') then null else app.sealed_claim()::integer end; end $$;

create or replace function app.tenants() returns integer[]
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as
  $$ begin return case when session_user = 'platform_journal' then app.sealed_claim()::integer[] end; end $$;

-- A granted session claims "owner>viewer": whose rows, and who was granted them.
create or replace function app.granted_owner() returns integer
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as
  $$ begin return case when session_user = 'platform_granted' then split_part(app.sealed_claim(), '>', 1)::integer end; end $$;

create or replace function app.granted_viewer() returns integer
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as
  $$ begin return case when session_user = 'platform_granted' then split_part(app.sealed_claim(), '>', 2)::integer end; end $$;

revoke all on function app.sealed_claim(), app.tenant(), app.tenants(), app.granted_owner(), app.granted_viewer() from public;
grant execute on function app.tenant() to platform_tenant, platform_valve, platform_public, platform_silo;
grant execute on function app.tenants() to platform_journal;
grant execute on function app.granted_owner() to platform_granted;

-- Privileges that scripts grant on whole tables and that are held by column instead (below); remembered, so that a
-- column added later is granted too.
create table if not exists app.table_grant (
  target text not null,
  holder text not null,
  privilege text not null,
  primary key (target, holder, privilege)
);

-- What the database would tell about other tenants, it must not know or not show.
-- Statistics: EXPLAIN shows row estimates, and those of leakproof operators come from the most common values and
-- histograms of all tenants' rows together, so that "where tenant = 5" would answer how many rows tenant 5 has. No column
-- of an isolated table has statistics; plans follow from indexes alone.
-- INSERT and UPDATE by column only: held for a whole table, they would let a session probe, with LOCK TABLE … NOWAIT,
-- whether somebody writes.
-- SELECT by column only, where people's requests run: ctid and xmin of one's own rows would tell how many rows and how many
-- transactions of others lie between them, and a scan by ctid whether there is a row at all.
create or replace function app.conceal(target regclass) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  columns text;
  held record;
begin
  select string_agg(format('alter column %I set statistics 0', attname), ', ') into columns
    from pg_attribute where attrelid = target and attnum > 0 and not attisdropped and attstattarget <> 0;
  if columns is not null then
    execute format('alter table only %s %s', target, columns);
  end if;
  insert into app.table_grant
    select target::text, pg_get_userbyid(a.grantee), a.privilege_type from pg_class c, aclexplode(c.relacl) a
    where c.oid = target and a.grantee <> c.relowner and a.grantee <> 0
      and (a.privilege_type in ('INSERT', 'UPDATE')
        or a.privilege_type = 'SELECT' and pg_get_userbyid(a.grantee) in ('platform_tenant', 'platform_public', 'platform_granted'))
    on conflict do nothing;
  select string_agg(quote_ident(attname), ', ') into columns
    from pg_attribute where attrelid = target and attnum > 0 and not attisdropped;
  for held in select * from app.table_grant g where g.target = conceal.target::text loop
    execute format('revoke %s on %s from %I', held.privilege, target, held.holder);
    execute format('grant %s (%s) on %s to %I', held.privilege, columns, target, held.holder);
  end loop;
end $$;
revoke all on function app.conceal(regclass) from public;

-- Puts a table under the rule of this house: forced row-level security, a policy for each role that may touch it.
-- The owner is under it too: a SECURITY DEFINER function reaches the rows of the tenant whose session calls it.
create or replace function app.isolate(target regclass, variadic roles text[]) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  role_name text;
  predicate text;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public', target);
  foreach role_name in array roles || array['platform_migrator'] loop
    predicate := case role_name
      when 'platform_migrator' then 'tenant = (select app.tenant()) or tenant = any ((select app.tenants())::integer[])'
      -- The sum keeps the list out of index conditions: there PostgreSQL would descend once for each tenant of the list
      -- and each row sought, and a group of 128 tenants would cost 128 times 128.
      when 'platform_journal' then 'tenant + 0 = any ((select app.tenants())::integer[])'
      else 'tenant = (select app.tenant())'
    end;
    execute format('drop policy if exists %I on %s', role_name || '_rows', target);
    execute format('create policy %I on %s to %I using (%s) with check (%s)', role_name || '_rows', target, role_name, predicate, predicate);
  end loop;
end $$;
revoke all on function app.isolate(regclass, text[]) from public;

-- The last step of every migration: whatever the scripts granted or added since, every isolated table is concealed.
create or replace function app.conceal_all() returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  target regclass;
begin
  for target in
    select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'app') and c.relkind in ('r', 'p') and c.relforcerowsecurity
  loop
    perform app.conceal(target);
  end loop;
end $$;
revoke all on function app.conceal_all() from public;
