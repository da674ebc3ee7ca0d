-- What the silo needs beside the rows it carries: how far each origin was heard, who sweeps and when a tenant is sealed next.

-- How far an ancestor has heard each origin, at the ancestor: the other end of carried. An ancestor restored from a
-- backup says by it what it has lost, and a carrier of an older epoch finds out that it came too late.
create table if not exists received (
  tenant integer not null,
  origin integer not null,
  epoch integer not null,
  position bigint not null,
  received_at timestamptz not null,
  primary key (tenant, origin)
) with (fillfactor = 50);
select app.isolate('received', 'platform_tenant', 'platform_valve');
grant select on received to platform_tenant;
grant select, insert, update on received to platform_valve;

-- A branch that was moved elsewhere in the tree takes back what it told its former ancestors; a new epoch, what it no longer has.
grant delete on figure, escalation, department_directory, carried, received to platform_valve;

create index if not exists outbox_open on outbox (tenant, id) where carried_at is null;

-- The valve may lock a head, so that nobody commits between its last look and clearing the mark; it can change none.
drop policy if exists platform_valve_lock on head;
create policy platform_valve_lock on head for update to platform_valve using (tenant = (select app.tenant())) with check (false);
grant update (epoch) on head to platform_valve;
grant select (chain) on head to platform_valve;

-- One silo at a time sweeps a tenant; a silo that died is replaced when its time is up.
alter table tenant_due add column if not exists sweeping_until timestamptz;
alter table tenant_due add column if not exists next_seal_at timestamptz;
grant update (sweeping_until, next_seal_at) on tenant_due to platform_silo;
comment on column tenant_due.next_seal_at is 'when the local day ends that is to be sealed next; null before the first seal';

-- The directory of departments is read where it stands: names and counts, no state.
drop policy if exists platform_valve_rows on department;
create policy platform_valve_rows on department for select to platform_valve using (tenant = (select app.tenant()));
grant select (tenant, id, name, accepted, refused, last_recorded_at) on department to platform_valve;
