-- What judges, sealed beside what is judged: every published version of an item, rulebook in force, closure and paper of holidays has
-- its digest in a list that only grows, and every seal says how long that list was and where its chain stood.

create table if not exists sealed_version (
  tenant integer not null,
  n integer not null,
  kind text collate "C" not null,
  name text collate "C" not null,
  version integer not null,
  digest bytea not null,
  sealed_at timestamptz not null default now(),
  primary key (tenant, n)
);
create unique index if not exists sealed_version_of on sealed_version (tenant, kind, name, version);
comment on column sealed_version.n is 'order of sealing, from 1 without gaps; the chain ties the digests in this order';
comment on column sealed_version.kind is 'item, item-end, rulebook, closure or holiday-paper (grains/Journal/Seals/PublishedVersions)';
comment on column sealed_version.digest is 'SHA-256 over the canonical bytes of the version';

alter table seal add column if not exists versions integer;
alter table seal add column if not exists versions_chain bytea;
comment on column seal.versions is 'how many rows of sealed_version the seal covers; null = taken by an earlier version of the platform';
comment on column seal.versions_chain is 'their chain, SHA-256';

select app.isolate('sealed_version', 'platform_tenant', 'platform_valve');
grant select on sealed_version to platform_tenant;
grant select, insert on sealed_version to platform_valve;
