-- What ancestors see of how far a department is connected: how many refused events wait for somebody to decide, and when the latest
-- of its facts happened. Counts and instants, nothing of any case.

alter table department_directory add column if not exists quarantined bigint;
alter table department_directory add column if not exists last_occurred_at timestamptz;
alter table department_directory add column if not exists counted_at timestamptz;
comment on column department_directory.quarantined is 'refused events that wait, counted up to 10,000; null = never told';
comment on column department_directory.counted_at is 'when they were counted, by the clock of the department''s own database: the later count wins';

drop policy if exists platform_valve_rows on quarantine;
create policy platform_valve_rows on quarantine for select to platform_valve using (tenant = (select app.tenant()));
grant select (tenant, department, status) on quarantine to platform_valve;
grant select (last_occurred_at) on department to platform_valve;

-- Who dismisses a refused event commits nothing to the journal: the count below is told upward all the same.
create or replace function app.tell_quarantine() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tenant_due set outbox_pending = true, marks = marks + 1 where tenant = new.tenant;
  return null;
end $$;
revoke all on function app.tell_quarantine() from public;

create or replace trigger tell_quarantine after update of status on quarantine
  for each row when (new.status <> old.status) execute function app.tell_quarantine();
