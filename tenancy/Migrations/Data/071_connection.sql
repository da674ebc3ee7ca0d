-- How far departments are connected: what their counters stood at when each of the last days began, and which items have cases.

-- Eight days, each in its own slot, so that it never grows. Own departments and, where there are any below, theirs as they were told.
create table if not exists connection_opening (
  tenant integer not null,
  origin integer not null,
  department integer not null,
  slot smallint not null,
  day date not null,
  accepted bigint not null,
  duplicates bigint not null,
  refused bigint not null,
  primary key (tenant, origin, department, slot)
) with (fillfactor = 70);
comment on column connection_opening.slot is 'days since 2000-01-01 modulo 8: a day replaces the one eight days before it';
comment on column connection_opening.accepted is 'the counter when the day was first looked at, within a minute or so of its beginning; 0 in the first row of a department';

create table if not exists connection_item (
  tenant integer not null,
  department integer not null,
  item integer not null,
  primary key (tenant, department, item)
);
comment on table connection_item is 'items of which there is at least one case';

create table if not exists connection_mark (
  tenant integer primary key,
  last_case bigint not null
);
comment on column connection_mark.last_case is 'cases up to this id are in connection_item';

select app.isolate('connection_opening', 'platform_tenant');
select app.isolate('connection_item', 'platform_tenant');
select app.isolate('connection_mark', 'platform_tenant');
grant select, insert, update on connection_opening, connection_mark to platform_tenant;
grant select, insert on connection_item to platform_tenant;
