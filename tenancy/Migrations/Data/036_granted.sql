-- What a tenant lets another see: listed cases, until an instant. Read by role platform_granted in a session of its own;
-- a second policy on everybody's reads would turn every list into a scan.

create table if not exists case_grant (
  tenant integer not null,
  viewer integer not null,
  case_id bigint not null,
  until timestamptz not null,
  granted_at timestamptz not null default now(),
  granted_by text not null,
  reason text not null,
  revoked_at timestamptz,
  primary key (tenant, viewer, case_id),
  foreign key (tenant, case_id) references case_file (tenant, id)
);
comment on column case_grant.reason is 'what it was granted for, such as the oversight request it belongs to';
select app.isolate('case_grant', 'platform_tenant');
grant select on case_grant to platform_tenant;
grant insert (tenant, viewer, case_id, until, granted_by, reason) on case_grant to platform_tenant;
grant update (until, granted_at, granted_by, reason, revoked_at) on case_grant to platform_tenant;
drop policy if exists platform_migrator_grants on case_grant;
create policy platform_migrator_grants on case_grant for select to platform_migrator using (tenant = (select app.granted_owner()));

create or replace function app.granted_cases() returns bigint[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(case_id), '{}') from case_grant
  where tenant = app.granted_owner() and viewer = app.granted_viewer() and revoked_at is null and until > now()
$$;
revoke all on function app.granted_cases() from public;
grant execute on function app.granted_cases() to platform_granted;

do $$
declare
  t text;
  key text;
begin
  foreach t in array array['case_file', 'event', 'signal'] loop
    key := case t when 'case_file' then 'id' when 'event' then 'grain' else 'case_id' end;
    execute format('drop policy if exists platform_granted_rows on %I', t);
    execute format('create policy platform_granted_rows on %I for select to platform_granted
      using (tenant = (select app.granted_owner()) and %I = any ((select app.granted_cases())::bigint[]))', t, key);
  end loop;
end $$;
grant select on case_file, event, signal to platform_granted;

-- Messages are numbered by the tenant's own head: the numbers of a sequence shared by all tenants would tell each how many
-- messages the others have sent.
alter table outbox alter column id drop identity if exists;

create or replace function app.number_message() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  insert into head (tenant) values (new.tenant) on conflict do nothing;
  update head set next_id = next_id + 1 where tenant = new.tenant returning next_id - 1 into new.id;
  return new;
end $$;
revoke all on function app.number_message() from public;
create or replace trigger number_message before insert on outbox for each row execute function app.number_message();
