-- When the platform itself could record nothing: whatever happened then could not be told, and is not held against whoever tells it later.
-- Not a word about any tenant in it; no role reads or writes the tables, the functions below do.

create table if not exists app.pulse (
  id boolean primary key default true check (id),
  at timestamptz not null
);
comment on table app.pulse is 'when a node that takes events was last seen to reach this database';

create table if not exists app.outage (
  from_at timestamptz primary key,
  until_at timestamptz not null,
  check (from_at < until_at)
);
comment on table app.outage is 'from the last beat of the pulse before a gap to the first one after it';

revoke all on app.pulse, app.outage from public;

-- A beat of the pulse; the first one after a gap writes the gap down.
create or replace function app.beat(gap interval) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last_at timestamptz;
  this_at timestamptz;
begin
  insert into app.pulse (at) values (clock_timestamp()) on conflict do nothing;
  select at into last_at from app.pulse for update;
  this_at := clock_timestamp();
  if this_at - last_at > gap then
    insert into app.outage (from_at, until_at) values (last_at, this_at) on conflict do nothing;
  end if;
  update app.pulse set at = greatest(at, this_at);
end $$;
revoke all on function app.beat(interval) from public;
grant execute on function app.beat(interval) to platform_silo;

-- The last beat, and every outage that ended after an instant; a row without an end for the beat alone.
create or replace function app.outages(after timestamptz) returns table (from_at timestamptz, until_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select at, null::timestamptz from app.pulse
  union all
  select o.from_at, o.until_at from app.outage o where o.until_at > after
  order by 2, 1
$$;
revoke all on function app.outages(timestamptz) from public;
grant execute on function app.outages(timestamptz) to platform_silo;
