-- A change of the catalogue or of the departments alone is told upward at once: the directory that ancestors see travels with
-- whatever its tenant has to tell, and until now nobody was told that there was something.

-- What is told without an event moves no head: whoever clears the mark sees by this number that it was set again meanwhile.
alter table tenant_due add column if not exists marks bigint not null default 0;
comment on column tenant_due.marks is 'how often there was something to tell that moved no head';

create or replace function app.tell_registry() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tenant_due set outbox_pending = true, marks = marks + 1 where tenant = new.tenant;
  return null;
end $$;
revoke all on function app.tell_registry() from public;

-- The journal, which updates heads all the time, never names this column.
create or replace trigger tell_registry after update of registry on head
  for each row when (new.registry > old.registry) execute function app.tell_registry();
