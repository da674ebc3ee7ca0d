-- Rulebooks: whole documents, versioned; a jurisdiction is judged by its own or the nearest ancestor's.
create table if not exists rulebook (
  tenant integer not null references jurisdiction (id),
  version integer not null,
  effective_at timestamptz not null,
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null,
  body jsonb not null,
  primary key (tenant, version)
);
select app.isolate('rulebook', 'platform_tenant');
-- The owner's functions (085, 093) look at the layers of other jurisdictions of the tree, too.
drop policy if exists platform_migrator_rows on rulebook;
create policy platform_migrator_rows on rulebook to platform_migrator using (true) with check (true);
grant select on rulebook to platform_tenant;
drop policy if exists platform_silo_rows on rulebook;
create policy platform_silo_rows on rulebook for select to platform_silo using (true);
grant select on rulebook to platform_silo;
