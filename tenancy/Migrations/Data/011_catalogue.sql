-- The catalogue of items: what a department may do, how, how long, for how much. A version is a whole document.

create table if not exists item (
  tenant integer not null,
  id integer not null,
  department integer not null,
  kind smallint not null,
  code text collate "C" not null,
  name text not null,
  created_at timestamptz not null,
  primary key (tenant, id)
);
create unique index if not exists item_code on item (tenant, code);

create table if not exists item_version (
  tenant integer not null,
  item integer not null,
  version integer not null,
  status smallint not null,
  effective_from date,
  effective_until date,
  published_at timestamptz,
  body jsonb not null,
  primary key (tenant, item, version),
  foreign key (tenant, item) references item (tenant, id)
);
comment on column item_version.status is '0 draft, 1 checked, 2 settled, 3 reviewed, 4 published, 5 retired';
comment on column item_version.effective_until is 'first day on which this version no longer applies; null while open-ended';

select app.isolate('item', 'platform_tenant', 'platform_journal', 'platform_public');
select app.isolate('item_version', 'platform_tenant', 'platform_journal', 'platform_public');
grant select, insert, update on item, item_version to platform_tenant;
grant select on item, item_version to platform_journal;

-- Whoever changes the registry says so on the head row, under the tenant's own lock.
create or replace function app.registry_changed() returns void
  language sql security definer set search_path = public, pg_temp as
  $$ update head set registry = registry + 1 where tenant = app.tenant() $$;
revoke all on function app.registry_changed() from public;
grant execute on function app.registry_changed() to platform_tenant;

-- Departments are registered by the bureau; their grain's id comes from the head like every other, under the tenant's own lock: of two
-- that register one code at once the second finds it there. Null: it is there and was to be new.
drop function if exists app.register_department(text, text, boolean, boolean);
create or replace function app.register_department(
    department_code text, department_name text, is_vertical boolean, with_system boolean, only_new boolean default false) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  grain_id bigint;
  new_id integer;
begin
  insert into head (tenant) values (mine) on conflict do nothing;
  perform from head where tenant = mine for no key update;
  select id into new_id from department where tenant = mine and code = department_code;
  if new_id is not null and only_new then
    return null;
  end if;
  update head set next_id = next_id + 1, registry = registry + 1 where tenant = mine returning next_id - 1 into grain_id;
  if new_id is not null then
    update department set
        name = department_name, vertical = is_vertical, has_system = with_system,
        system_until = case when has_system and not with_system then clock_timestamp() else system_until end,
        -- A system that is back within a day has not been away: moving it to and fro begins no silence anew.
        system_since = case
            when with_system and not has_system and coalesce(system_until <= clock_timestamp() - interval '1 day', true) then clock_timestamp()
            else system_since end,
        next_check_at = case when has_system = with_system then next_check_at else clock_timestamp() end
      where tenant = mine and id = new_id;
    insert into tenant_due (tenant, next_due_at) select mine, next_check_at from department where tenant = mine and id = new_id
      on conflict (tenant) do update set next_due_at = least(tenant_due.next_due_at, excluded.next_due_at);
    return new_id;
  end if;
  select coalesce(max(id), 0) + 1 into new_id from department where tenant = mine;
  insert into department (tenant, id, grain, code, name, vertical, has_system, system_until, month)
    values (
      mine, new_id, grain_id, department_code, department_name, is_vertical, with_system, case when with_system then null else clock_timestamp() end,
      date_trunc('month', now())::date);
  insert into tenant_due (tenant) values (mine) on conflict do nothing;
  return new_id;
end $$;
revoke all on function app.register_department(text, text, boolean, boolean, boolean) from public;
grant execute on function app.register_department(text, text, boolean, boolean, boolean) to platform_tenant;
