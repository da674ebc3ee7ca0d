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

-- Puts a table under the rule of this house: forced row-level security, a policy for each role that may touch it.
create or replace function app.isolate(target regclass, variadic roles text[]) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  role_name text;
  predicate text;
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('revoke all on %s from public', target);
  foreach role_name in array roles loop
    predicate := case role_name
      when 'platform_journal' then 'tenant = any ((select app.tenants())::integer[])'
      else 'tenant = (select app.tenant())'
    end;
    execute format('drop policy if exists %I on %s', role_name || '_rows', target);
    execute format('create policy %I on %s to %I using (%s) with check (%s)', role_name || '_rows', target, role_name, predicate, predicate);
  end loop;
end $$;
revoke all on function app.isolate(regclass, text[]) from public;
