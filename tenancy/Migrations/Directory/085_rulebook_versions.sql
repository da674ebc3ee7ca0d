-- Rulebooks as versioned data: what a jurisdiction publishes, who made it, who approved it, from when it holds. Rows only ever
-- grow; a rulebook in force is the fold of the published layers of a jurisdiction and its ancestors, so every past one can be had again.

alter table rulebook add column if not exists status smallint not null default 1;
alter table rulebook add column if not exists decided_at timestamptz;
alter table rulebook add column if not exists decided_by text;
alter table rulebook add column if not exists reason text;
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

-- Layers are put, decided about and withdrawn by the functions of 093.
