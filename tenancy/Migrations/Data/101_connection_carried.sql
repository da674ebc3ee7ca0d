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

-- Who dismisses refused events commits nothing to the journal: the count below is told upward all the same, once a statement however
-- many of them it decides about. A trigger with such tables names no columns, so the function looks whether any state changed.
create or replace function app.tell_quarantine() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tenant_due set outbox_pending = true, marks = marks + 1
    where tenant in (
      select n.tenant from told_now n join told_before b on b.tenant = n.tenant and b.department = n.department and b.content_key = n.content_key
      where n.status <> b.status);
  return null;
end $$;
revoke all on function app.tell_quarantine() from public;

drop trigger if exists tell_quarantine on quarantine;
create trigger tell_quarantine after update on quarantine
  referencing old table as told_before new table as told_now
  for each statement execute function app.tell_quarantine();
