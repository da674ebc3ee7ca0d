-- What the journal keeps: heads, events, grains' snapshots, personal fields, quarantine. Written by role platform_journal alone.

-- The head row of a tenant: its lock is the single writer, its seq numbers the tenant's events without gaps.
create table if not exists head (
  tenant integer primary key,
  seq bigint not null default 0,
  next_id bigint not null default 1,
  chain bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
  epoch integer not null default 1,
  registry bigint not null default 1
);
comment on column head.chain is 'SHA-256 over the previous chain and the hash of event seq: ties all grains'' chains together';
comment on column head.registry is 'grows with every change of departments, items or posts: a cached registry older than this is read again';
alter table head set (fillfactor = 50);

create table if not exists event (
  grain bigint not null,
  seq bigint not null,
  recorded_at timestamptz not null,
  tenant integer not null,
  month date not null,
  n integer not null,
  body bytea not null,
  hash bytea not null,
  primary key (tenant, month, grain, n)
) partition by range (month);
comment on column event.month is 'month in which the grain was first recorded, so that a chain never straddles partitions';
comment on column event.body is 'canonical bytes (grains/Journal/CanonicalEvent): everything the hash covers';

create table if not exists case_file (
  id bigint not null,
  next_check_at timestamptz,
  due_at timestamptz,
  opened_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null,
  tenant integer not null,
  department integer not null,
  item integer not null,
  month date not null,
  n integer not null,
  item_kind smallint not null,
  status smallint not null,
  colour smallint not null,
  source smallint not null,
  case_no text collate "C" not null,
  handler integer,
  hash bytea not null,
  state bytea not null,
  primary key (tenant, id)
) with (fillfactor = 75);
create unique index if not exists case_file_number on case_file (tenant, department, case_no);
create index if not exists case_file_check on case_file (tenant, next_check_at) where next_check_at is not null;
comment on column case_file.state is 'snapshot of the fold (grains/Cases/CaseCodec): a cache, re-folded from event when its format is unknown';
comment on column case_file.due_at is 'the deadline in force: before acceptance that for accepting, afterwards that for deciding (earlier of legal and promised); null while none runs';
comment on column case_file.opened_at is 'when the office received it, else when accepted, else the first fact''s time';

create table if not exists signal (
  id bigint not null,
  raised_at timestamptz not null,
  true_from timestamptz not null,
  case_id bigint,
  tenant integer not null,
  department integer not null,
  item_kind smallint not null,
  month date not null,
  n integer not null,
  points integer not null,
  colour smallint not null,
  status smallint not null,
  contradicted boolean not null default false,
  rule text collate "C" not null,
  fault text collate "C" not null,
  hash bytea not null,
  state bytea not null,
  primary key (tenant, id)
);
create index if not exists signal_case on signal (tenant, case_id);
drop index if exists signal_recent;
alter table signal drop column if exists next_check_at;
comment on column signal.points is 'tenths of a point';
comment on column signal.fault is 'what makes the fault one: rule and discriminator; one signal for one fault';

-- A department is a grain too: what spans its cases (silent feed, batch entry) lives in its state.
create table if not exists department (
  tenant integer not null,
  id integer not null,
  grain bigint not null,
  code text collate "C" not null,
  name text not null,
  vertical boolean not null default false,
  has_system boolean not null default true,
  month date not null,
  n integer not null default 0,
  accepted bigint not null default 0,
  duplicates bigint not null default 0,
  refused bigint not null default 0,
  last_recorded_at timestamptz,
  last_occurred_at timestamptz,
  next_check_at timestamptz,
  hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
  state bytea not null default '\x',
  primary key (tenant, id)
) with (fillfactor = 60);
create unique index if not exists department_code on department (tenant, code);

-- Handlers, applicants, parties: erasable. The chain holds salted digests of what stands here.
create table if not exists person (
  tenant integer not null,
  id integer not null,
  department integer not null,
  salt bytea not null,
  name text collate "C",
  primary key (tenant, id)
);
create unique index if not exists person_name on person (tenant, department, name);

create table if not exists personal (
  grain bigint not null,
  tenant integer not null,
  n integer not null,
  salt bytea not null,
  body bytea,
  primary key (tenant, grain, n)
);
comment on column personal.body is 'the personal fields as UTF-8 JSON; null once erased';

create table if not exists quarantine (
  tenant integer not null,
  department integer not null,
  content_key bytea not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null default 1,
  status smallint not null default 0,
  event_id text,
  field text not null,
  code text not null,
  message text not null,
  expected text not null,
  raw bytea not null,
  primary key (tenant, department, content_key)
);
comment on column quarantine.status is '0 open, 1 resubmitted, 2 dismissed';

-- Where work is due, without a word about what it is: the only table a silo reads without a tenant.
create table if not exists tenant_due (
  tenant integer primary key,
  next_due_at timestamptz,
  outbox_pending boolean not null default false
) with (fillfactor = 50);

do $$
declare t text;
begin
  foreach t in array array['head', 'event', 'case_file', 'signal', 'department', 'person', 'personal', 'quarantine', 'tenant_due'] loop
    perform app.isolate(t::regclass, 'platform_tenant', 'platform_journal');
  end loop;
end $$;

grant select on head, event, case_file, signal, department, person, personal, quarantine to platform_tenant;
grant update (status) on quarantine to platform_tenant;
grant select, insert, update on head, case_file, signal, department, person, personal, quarantine, tenant_due to platform_journal;
grant select, insert on event to platform_journal;

drop policy if exists platform_silo_rows on tenant_due;
create policy platform_silo_rows on tenant_due to platform_silo using (true) with check (true);
grant select, update on tenant_due to platform_silo;

-- Partitions are made ahead of time by the migration and by the silo; the application's roles own nothing.
create or replace function app.ensure_event_partition(of_month date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first_day date := date_trunc('month', of_month)::date;
  partition_name text := 'event_' || to_char(first_day, 'YYYY_MM');
begin
  if first_day < date_trunc('month', now() - interval '2 months') or first_day > now() + interval '14 months' then
    raise exception 'no partition is made for %', of_month;
  end if;
  if to_regclass(partition_name) is null then
    execute format('create table %I partition of event for values from (%L) to (%L)', partition_name, first_day, (first_day + interval '1 month')::date);
    execute format('alter table %I enable row level security', partition_name);
    execute format('alter table %I force row level security', partition_name);
    execute format('revoke all on %I from public', partition_name);
    perform app.conceal(partition_name::regclass);
  end if;
end $$;
revoke all on function app.ensure_event_partition(date) from public;
grant execute on function app.ensure_event_partition(date) to platform_silo;

do $$
begin
  for ahead in -1..12 loop
    perform app.ensure_event_partition((now() + make_interval(months => ahead))::date);
  end loop;
end $$;
