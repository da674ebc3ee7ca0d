-- Figures and what goes upward. Counters change in the transaction of the events; rows travel whole, with a version.

-- At home: flows by department, kind of item and day.
create table if not exists figure_detail (
  tenant integer not null,
  department integer not null,
  item_kind smallint not null,
  day date not null,
  received bigint not null default 0,
  accepted bigint not null default 0,
  closed bigint not null default 0,
  on_time bigint not null default 0,
  late bigint not null default 0,
  green bigint not null default 0,
  yellow bigint not null default 0,
  red bigint not null default 0,
  primary key (tenant, department, item_kind, day)
) with (fillfactor = 60);

-- What travels: the own rows (origin = tenant) and copies of the descendants' own rows, unchanged.
-- part 0: all-time flows and gauges of the whole jurisdiction; part 1: flows of a kind of item on a day;
-- part 2: flows and gauges of a department, by name.
create table if not exists figure (
  version bigint not null,
  received bigint not null default 0,
  accepted bigint not null default 0,
  closed bigint not null default 0,
  on_time bigint not null default 0,
  late bigint not null default 0,
  open bigint not null default 0,
  overdue bigint not null default 0,
  green bigint not null default 0,
  yellow bigint not null default 0,
  red bigint not null default 0,
  as_of timestamptz not null,
  tenant integer not null,
  origin integer not null,
  epoch integer not null,
  department integer not null,
  day date not null,
  part smallint not null,
  item_kind smallint not null,
  primary key (tenant, part, origin, department, item_kind, day)
) with (fillfactor = 60);
-- What changed since a position is found by blocks of 256 versions: an index on the version itself would have to be written
-- anew with every event, and no row could be updated in place.
alter table figure add column if not exists version_block bigint generated always as (version >> 8) stored;
drop index if exists figure_changed;
create index if not exists figure_block on figure (tenant, version_block) where origin = tenant;
create index if not exists figure_day on figure (tenant, day) where part = 1;
comment on column figure.version is 'the origin''s head.seq when the row last changed; (epoch, version) newer wins';
comment on column figure.green is 'part 0 and 2: signals standing now; part 1: signals standing now whose fault is true from that day on';

-- Escalation summaries: a red signal, told upward without personal data. Own rows and descendants' copies.
create table if not exists escalation (
  version bigint not null,
  signal bigint not null,
  true_from timestamptz not null,
  raised_at timestamptz not null,
  tenant integer not null,
  origin integer not null,
  epoch integer not null,
  points integer not null,
  item_kind smallint not null,
  colour smallint not null,
  status smallint not null,
  contradicted boolean not null,
  rule text not null,
  clause text not null,
  department text not null,
  item text not null,
  primary key (tenant, origin, signal)
);
create index if not exists escalation_changed on escalation (tenant, version) where origin = tenant;

-- Directory of departments, upward: names and connection state.
create table if not exists department_directory (
  tenant integer not null,
  origin integer not null,
  department integer not null,
  epoch integer not null,
  version bigint not null,
  name text not null,
  items integer not null,
  accepted bigint not null,
  refused bigint not null,
  last_recorded_at timestamptz,
  primary key (tenant, origin, department)
);

-- How far each ancestor has been told, at the origin.
create table if not exists carried (
  tenant integer not null,
  ancestor integer not null,
  epoch integer not null,
  position bigint not null,
  carried_at timestamptz not null,
  primary key (tenant, ancestor)
) with (fillfactor = 50);

-- Messages along the tree, both ways; idempotent by key.
create table if not exists outbox (
  tenant integer not null,
  id bigint generated always as identity,
  target integer not null,
  key text not null,
  kind text not null,
  body jsonb not null,
  created_at timestamptz not null,
  carried_at timestamptz,
  primary key (tenant, id)
);
create unique index if not exists outbox_key on outbox (tenant, target, key);
create table if not exists inbox (
  tenant integer not null,
  source integer not null,
  key text not null,
  kind text not null,
  body jsonb not null,
  received_at timestamptz not null,
  primary key (tenant, source, key)
);

-- Daily seals: the own chain head as it stood, and the children's, which they cannot rewrite any more.
create table if not exists seal (
  tenant integer not null,
  origin integer not null,
  day date not null,
  epoch integer not null,
  seq bigint not null,
  chain bytea not null,
  sealed_at timestamptz not null,
  primary key (tenant, origin, day)
);

select app.isolate('figure_detail', 'platform_tenant', 'platform_journal');
select app.isolate('figure', 'platform_tenant', 'platform_journal', 'platform_valve');
select app.isolate('escalation', 'platform_tenant', 'platform_journal', 'platform_valve');
select app.isolate('department_directory', 'platform_tenant', 'platform_journal', 'platform_valve');
select app.isolate('carried', 'platform_tenant', 'platform_valve');
select app.isolate('outbox', 'platform_tenant', 'platform_journal', 'platform_valve');
select app.isolate('inbox', 'platform_tenant', 'platform_valve');
select app.isolate('seal', 'platform_tenant', 'platform_journal', 'platform_valve');

grant select on figure_detail, figure, escalation, department_directory, carried, outbox, inbox, seal to platform_tenant;
grant select, insert, update on figure_detail, figure, escalation, department_directory to platform_journal;
grant select, insert on outbox, seal to platform_journal;
grant select, insert, update on figure, escalation, department_directory, carried, inbox to platform_valve;
grant select, insert on seal to platform_valve;
grant select on outbox to platform_valve;
grant update (carried_at) on outbox to platform_valve;

-- The valve sees how far the tenant has come, and clears the mark when everybody has been told.
drop policy if exists platform_valve_rows on head;
create policy platform_valve_rows on head for select to platform_valve using (tenant = (select app.tenant()));
grant select (tenant, seq, epoch) on head to platform_valve;
drop policy if exists platform_valve_rows on tenant_due;
create policy platform_valve_rows on tenant_due to platform_valve using (tenant = (select app.tenant())) with check (tenant = (select app.tenant()));
grant select, update (outbox_pending) on tenant_due to platform_valve;
