-- Calendars: the State Council's papers, and what jurisdictions close on top of them. Both only ever grow:
-- a calendar is the fold of these rows up to a version, so every past one can be had again.

-- Numbers changes in the order of their commits: the row lock is held until the change is durable.
create table if not exists calendar_version (
  only_row boolean primary key default true check (only_row),
  version integer not null
);
insert into calendar_version (version) values (0) on conflict do nothing;

create table if not exists holiday_paper (
  version integer primary key,
  year integer not null,
  effective_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  body jsonb not null
);
comment on table holiday_paper is 'the whole nation''s; the paper of a year with the greatest version holds';
comment on column holiday_paper.body is '{year, papers[], days:[{name, date, isOffDay}]}: the form of data/holidays';

create table if not exists closure_change (
  tenant integer not null references jurisdiction (id),
  version integer not null,
  day date not null,
  closed boolean not null,
  effective_at timestamptz not null,
  made_at timestamptz not null,
  made_by text not null,
  reason text not null,
  primary key (tenant, version)
);
comment on column closure_change.closed is 'true: the day is closed from this version on; false: the closure is lifted';

-- A change takes effect five seconds after it is made: by then every node has either read it or knows that
-- its calendars are stale (grains/Journal/CalendarBook.Delay is the same number).
create or replace function app.number_calendar_change() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update calendar_version set version = version + 1 returning version into new.version;
  new.made_at := clock_timestamp();
  -- The first papers of an installation hold at once: nothing has been judged without them.
  new.effective_at := case
    when tg_table_name = 'holiday_paper' and not exists (select from holiday_paper where made_at < new.made_at - interval '1 minute')
    then new.made_at else new.made_at + interval '5 seconds' end;
  return new;
end $$;
revoke all on function app.number_calendar_change() from public;

create or replace trigger number_calendar_change before insert on holiday_paper
  for each row execute function app.number_calendar_change();
create or replace trigger number_calendar_change before insert on closure_change
  for each row execute function app.number_calendar_change();

-- The row itself tells the audit log (032) of a closure: a session adds no line of its own there.
create or replace function app.audit_closure() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.tenant = app.tenant() then
    perform app.audit(new.made_by, case when new.closed then 'day-closed' else 'day-opened' end, to_char(new.day, 'YYYY-MM-DD'),
      jsonb_build_object('reason', new.reason));
  end if;
  return null;
end $$;
revoke all on function app.audit_closure() from public;

create or replace trigger audit_closure after insert on closure_change
  for each row execute function app.audit_closure();

-- The papers that come with a build: a year that is there already, shipped or loaded, is left alone.
create or replace function app.seed_holiday_paper(paper_year integer, paper jsonb) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from calendar_version for update;
  if exists (select from holiday_paper where year = paper_year) then
    return false;
  end if;
  insert into holiday_paper (year, made_by, body) values (paper_year, 'platform', paper);
  return true;
end $$;
revoke all on function app.seed_holiday_paper(integer, jsonb) from public;
grant execute on function app.seed_holiday_paper(integer, jsonb) to platform_silo;

-- A new or amended paper: loaded by a jurisdiction that stands under no other.
create or replace function app.load_holiday_paper(paper_year integer, paper jsonb, loaded_by text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from jurisdiction where id = app.tenant() and parent is null) then
    return false;
  end if;
  insert into holiday_paper (year, made_by, body) values (paper_year, loaded_by, paper);
  perform app.audit(loaded_by, 'holiday-paper-loaded', paper_year::text);
  return true;
end $$;
revoke all on function app.load_holiday_paper(integer, jsonb, text) from public;
grant execute on function app.load_holiday_paper(integer, jsonb, text) to platform_tenant;

-- Working days are public: silo and web read every jurisdiction's as role silo; only the own may be added to.
select app.isolate('closure_change', 'platform_tenant');
alter table holiday_paper enable row level security;
alter table holiday_paper force row level security;
alter table calendar_version enable row level security;
alter table calendar_version force row level security;
drop policy if exists platform_silo_rows on closure_change;
create policy platform_silo_rows on closure_change for select to platform_silo using (true);
drop policy if exists platform_silo_rows on holiday_paper;
create policy platform_silo_rows on holiday_paper for select to platform_silo using (true);
drop policy if exists platform_silo_rows on calendar_version;
create policy platform_silo_rows on calendar_version for select to platform_silo using (true);
-- The owner's own functions number and load; forced row-level security binds the owner too.
drop policy if exists platform_migrator_rows on holiday_paper;
create policy platform_migrator_rows on holiday_paper to platform_migrator using (true) with check (true);
drop policy if exists platform_migrator_rows on calendar_version;
create policy platform_migrator_rows on calendar_version to platform_migrator using (true) with check (true);

revoke all on holiday_paper, calendar_version from public;
grant select on holiday_paper, calendar_version, closure_change to platform_silo;
grant select, insert (tenant, day, closed, made_by, reason) on closure_change to platform_tenant;
