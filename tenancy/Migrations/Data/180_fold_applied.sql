-- Which form of the folds a tenant's cases and departments were last brought to.

create table if not exists fold_applied (
  tenant integer primary key,
  basis text not null,
  applied_at timestamptz not null
);
comment on column fold_applied.basis is 'formats of the folds (grains/Journal/FoldBasis): an older one means that snapshots of it may lawfully still lie there';
select app.isolate('fold_applied', 'platform_tenant', 'platform_journal');
grant select on fold_applied to platform_tenant;
grant select, insert, update on fold_applied to platform_journal;
