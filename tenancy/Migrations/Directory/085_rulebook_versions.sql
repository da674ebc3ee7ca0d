-- Rulebooks as versioned data: what a jurisdiction publishes, who made it, who approved it, from when it holds. Rows only ever
-- grow; a rulebook in force is the fold of the published layers of a jurisdiction and its ancestors, so every past one can be had again.

alter table rulebook add column if not exists status smallint not null default 1;
alter table rulebook add column if not exists decided_at timestamptz;
alter table rulebook add column if not exists decided_by text;
alter table rulebook add column if not exists reason text;
comment on column rulebook.status is '0 proposed, 1 published, 2 refused';
comment on column rulebook.decided_by is 'account of the parent bureau that approved or refused it; null where no approval is needed (a root) or none is given yet';
comment on column rulebook.body is 'the layer as JSON (grains/Rules/RulebookJson); its version and effective instant stand in the columns';

-- Numbers versions in the order of their commits and tells every node that something has changed: the row lock is held until it is durable.
create table if not exists rulebook_version (
  only_row boolean primary key default true check (only_row),
  version integer not null,
  change integer not null
);
insert into rulebook_version (version, change) values (0, 0) on conflict do nothing;

alter table rulebook_version enable row level security;
alter table rulebook_version force row level security;
drop policy if exists platform_silo_rows on rulebook_version;
create policy platform_silo_rows on rulebook_version for select to platform_silo using (true);
drop policy if exists platform_migrator_rows on rulebook_version;
create policy platform_migrator_rows on rulebook_version to platform_migrator using (true) with check (true);
drop policy if exists platform_migrator_rows on rulebook;
create policy platform_migrator_rows on rulebook to platform_migrator using (true) with check (true);
revoke all on rulebook_version from public;
grant select on rulebook_version to platform_silo;

create or replace function app.number_rulebook() returns integer
  language sql security definer set search_path = public, pg_temp as $$
  update rulebook_version set version = version + 1, change = change + 1 returning version
$$;
revoke all on function app.number_rulebook() from public;

-- The rulebook a new province starts from: a root that has one, shipped or its own, is left alone.
create or replace function app.seed_rulebook(root integer, of_effective timestamptz, of_body jsonb) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from rulebook_version for update;
  if not exists (select from jurisdiction where id = root and parent is null) or exists (select from rulebook where tenant = root) then
    return false;
  end if;
  insert into rulebook (tenant, version, effective_at, made_at, made_by, body, status)
    values (root, app.number_rulebook(), of_effective, clock_timestamp(), 'platform', of_body, 1);
  return true;
end $$;
revoke all on function app.seed_rulebook(integer, timestamptz, jsonb) from public;
grant execute on function app.seed_rulebook(integer, timestamptz, jsonb) to platform_silo;

-- A layer of the own jurisdiction: a root publishes, any other proposes to its parent. Nothing takes effect sooner than five
-- seconds after it is published (grains/Journal/RulebookBook.Delay), nor before a layer of the same jurisdiction that is published already.
create or replace function app.put_rulebook(of_effective timestamptz, of_body jsonb, by_whom text, of_change integer)
  returns table (number integer, effective timestamptz, state smallint)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
begin
  perform from rulebook_version where change = of_change for update;
  if not found then
    return;
  end if;
  state := case when exists (select from jurisdiction where id = mine and parent is null) then 1 else 0 end;
  effective := greatest(of_effective, clock_timestamp() + interval '5 seconds',
    (select max(r.effective_at) from rulebook r where r.tenant = mine and r.status = 1));
  number := app.number_rulebook();
  insert into rulebook (tenant, version, effective_at, made_at, made_by, body, status)
    values (mine, number, effective, clock_timestamp(), by_whom, of_body, state);
  perform app.audit(by_whom, case when state = 1 then 'rulebook-published' else 'rulebook-proposed' end, number::text);
  return next;
end $$;
revoke all on function app.put_rulebook(timestamptz, jsonb, text, integer) from public;
grant execute on function app.put_rulebook(timestamptz, jsonb, text, integer) to platform_tenant;

-- The parent bureau decides about a layer proposed below it.
create or replace function app.decide_rulebook(child integer, of_version integer, approved boolean, by_whom text, why text, of_change integer) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from rulebook_version where change = of_change for update;
  if not found then
    return 'rulebooks-changed';
  end if;
  if not exists (select from jurisdiction where id = child and parent = app.tenant()) then
    return 'not-the-parent';
  end if;
  update rulebook r set status = case when approved then 1 else 2 end, decided_by = by_whom, decided_at = clock_timestamp(), reason = why,
      effective_at = greatest(r.effective_at, clock_timestamp() + interval '5 seconds',
        (select max(o.effective_at) from rulebook o where o.tenant = child and o.status = 1))
    where r.tenant = child and r.version = of_version and r.status = 0;
  if not found then
    return 'nothing-proposed';
  end if;
  update rulebook_version set change = change + 1;
  perform app.audit(by_whom, case when approved then 'rulebook-approved' else 'rulebook-refused' end, of_version::text,
    jsonb_build_object('jurisdiction', child, 'reason', why));
  return 'ok';
end $$;
revoke all on function app.decide_rulebook(integer, integer, boolean, text, text, integer) from public;
grant execute on function app.decide_rulebook(integer, integer, boolean, text, text, integer) to platform_tenant;
