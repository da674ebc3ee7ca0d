-- What an import could not take in is forgotten 90 days after the import is over: its lines quote the log, which names people.
-- The period stands here, so that no session can shorten it.

alter table import_job add column if not exists faults_forgotten boolean not null default false;
comment on column import_job.faults_forgotten is 'the lines of its error report are gone: it has been over for 90 days';
create index if not exists import_job_forgettable on import_job (tenant, ended_at) where not faults_forgotten;

create or replace function app.forget_imports() returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  old uuid[];
  many bigint;
begin
  select coalesce(array_agg(id), '{}') into old from (
    select id from import_job
    where tenant = app.tenant() and not faults_forgotten and ended_at < now() - interval '90 days'
    order by ended_at limit 1000) j;
  delete from import_fault where tenant = app.tenant() and job = any (old);
  get diagnostics many = row_count;
  update import_job set faults_forgotten = true where tenant = app.tenant() and id = any (old);
  return many;
end $$;

revoke all on function app.forget_imports() from public;
grant execute on function app.forget_imports() to platform_tenant;

alter table import_job add column if not exists had_at timestamptz;
comment on column import_job.had_at is 'when a node last said that its upload is on its disk; one that no node has had for an hour is lost';
