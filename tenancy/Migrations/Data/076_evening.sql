-- The gauges as they stood when a local day ended: the own ones and the descendants' as they had been told by then. Taken with
-- the daily seal, so that "since yesterday" compares with what stood, not with what is left of it.

create table if not exists figure_evening (
  tenant integer not null,
  day date not null,
  origin integer not null,
  taken_at timestamptz not null default now(),
  open bigint not null,
  overdue bigint not null,
  green bigint not null,
  yellow bigint not null,
  red bigint not null,
  primary key (tenant, day, origin)
);
comment on column figure_evening.taken_at is 'when they were read; later than the end of the day where nothing ran then';

select app.isolate('figure_evening', 'platform_tenant', 'platform_valve');
grant select on figure_evening to platform_tenant;
grant select, insert on figure_evening to platform_valve;
