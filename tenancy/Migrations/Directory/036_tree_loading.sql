-- Loading the tree: what a jurisdiction was called and under whom it stood before is kept, with the first day of the new state.

create table if not exists jurisdiction_former (
  jurisdiction integer not null references jurisdiction (id),
  until date not null,
  recorded_at timestamptz not null default now(),
  code text not null,
  name text not null,
  level smallint not null,
  parent integer references jurisdiction (id),
  primary key (jurisdiction, recorded_at)
);
comment on column jurisdiction_former.until is 'first day on which it no longer held';
revoke all on jurisdiction_former from public;
grant select on jurisdiction_former to platform_silo;

-- Applies changes in their order (parents first). Without an actor only a root that has no account yet is loaded:
-- that is the operator setting up. With one, everything must lie below what he administers, before and after.
create or replace function app.load_tree(actor_tenant integer, actor_session uuid, of_version bigint, changes jsonb, day text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change jsonb;
  existing jurisdiction;
  above integer;
  of_root integer;
begin
  perform from tree_version where version = of_version for update;
  if not found then
    return 'tree-changed';
  end if;
  for change in select * from jsonb_array_elements(changes) loop
    existing := null;
    select * into existing from jurisdiction where key = change ->> 'key';
    above := (select id from jurisdiction where key = change ->> 'parent');
    if above is null and change ->> 'parent' is not null then
      return 'tree-changed';
    end if;
    if actor_session is not null then
      if app.administrator(actor_tenant, actor_session, coalesce(above, existing.id)) is null
        or existing.id is not null and app.administrator(actor_tenant, actor_session, existing.id) is null then
        return 'not-permitted';
      end if;
    else
      with recursive up (id, parent) as (
        select id, parent from jurisdiction where id in (above, existing.id)
        union
        select j.id, j.parent from up join jurisdiction j on j.id = up.parent
      )
      select id into of_root from up where exists (select from account where tenant = up.id) limit 1;
      if found then
        return 'not-permitted';
      end if;
    end if;
    if (change ->> 'created')::boolean then
      insert into jurisdiction (key, code, name, level, parent, zone, placement)
        values (change ->> 'key', change ->> 'code', change ->> 'name', (change ->> 'level')::smallint, above,
                change ->> 'zone', change ->> 'placement');
    else
      insert into jurisdiction_former (jurisdiction, until, code, name, level, parent)
        values (existing.id, day::date, existing.code, existing.name, existing.level, existing.parent)
        on conflict do nothing;
      update jurisdiction set code = change ->> 'code', name = change ->> 'name', level = (change ->> 'level')::smallint,
        parent = above, zone = change ->> 'zone' where id = existing.id;
    end if;
  end loop;
  return 'ok';
end $$;
revoke all on function app.load_tree(integer, uuid, bigint, jsonb, text) from public;
grant execute on function app.load_tree(integer, uuid, bigint, jsonb, text) to platform_silo;
