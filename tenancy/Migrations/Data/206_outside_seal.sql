-- The last seal that ./run seal has put outside the database, so that people are told what it covers. It proves nothing: the seal itself does.
create table if not exists outside_seal (
  tenant integer primary key,
  seq bigint not null,
  sealed_at timestamptz not null
);
comment on column outside_seal.seq is 'number of the last event that the seal covers';
select app.isolate('outside_seal', 'platform_tenant', 'platform_valve');
grant select on outside_seal to platform_tenant;
grant select, insert, update on outside_seal to platform_valve;
