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

create or replace function app.sealed_claim() returns text
  language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp as $$
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
  language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as
  $$ select case when session_user = 'platform_journal' then null else app.sealed_claim()::integer end $$;

create or replace function app.tenants() returns integer[]
  language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp as
  $$ select case when session_user = 'platform_journal' then app.sealed_claim()::integer[] end $$;

revoke all on function app.sealed_claim(), app.tenant(), app.tenants() from public;
grant execute on function app.tenant() to platform_tenant, platform_valve, platform_public, platform_granted, platform_silo;
grant execute on function app.tenants() to platform_journal;

-- What the planner would tell about other tenants, it must not know: EXPLAIN shows row estimates, and those of
-- leakproof operators come from the most common values and histograms of all tenants' rows together, so that
-- "where tenant = 5" would answer how many rows tenant 5 has. No column of an isolated table has statistics; plans
-- follow from indexes alone. And UPDATE is granted by column only: a table-wide UPDATE would let a session probe,
-- with LOCK TABLE … NOWAIT, whether somebody else is writing.
create or replace function app.conceal(target regclass) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  columns text;
  holder text;
begin
  select string_agg(format('alter column %I set statistics 0', attname), ', ') into columns
    from pg_attribute where attrelid = target and attnum > 0 and not attisdropped and attstattarget <> 0;
  if columns is not null then
    execute format('alter table only %s %s', target, columns);
  end if;
  for holder in
    select pg_get_userbyid(a.grantee) from pg_class c, aclexplode(c.relacl) a
    where c.oid = target and a.privilege_type = 'UPDATE' and a.grantee <> c.relowner and a.grantee <> 0
  loop
    select string_agg(quote_ident(attname), ', ') into columns
      from pg_attribute where attrelid = target and attnum > 0 and not attisdropped;
    execute format('revoke update on %s from %I', target, holder);
    execute format('grant update (%s) on %s to %I', columns, target, holder);
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
