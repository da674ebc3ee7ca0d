-- By which rules a tenant's cases were last marked for judging again.

create table if not exists rulebook_applied (
  tenant integer primary key,
  basis text not null,
  applied_at timestamptz not null
);
comment on column rulebook_applied.basis is 'versions of the layers that held, the root''s first (grains/Rules/RulebookHistory)';
select app.isolate('rulebook_applied', 'platform_tenant', 'platform_journal');
grant select on rulebook_applied to platform_tenant;
grant select, insert, update on rulebook_applied to platform_journal;
