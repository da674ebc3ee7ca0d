-- What is kept has an end: in quarantine by number while it is open and by age once it is decided, in uploads by age.

alter table department add column if not exists unkept bigint not null default 0;
comment on column department.unkept is 'refused events that quarantine had no room for (grains/Journal/Rows/QuarantineRows)';

-- What was decided is forgotten with its bytes, which name people; what is open is the department's to correct and stays. The period
-- stands here, so that no session can shorten it.
create or replace function app.forget_quarantined() returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  many bigint;
begin
  with gone as (
    delete from quarantine q using (
      select department, content_key from quarantine
      where tenant = app.tenant() and status in (1, 2, 3) and last_at < now() - interval '90 days'
        and coalesce(resolved_at, last_at) < now() - interval '90 days'
      limit 5000) old
    where q.tenant = app.tenant() and q.department = old.department and q.content_key = old.content_key
    returning 1)
  select count(*) into many from gone;
  return many;
end $$;

-- A file is worth a day, what became of it ninety.
create or replace function app.forget_uploads() returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  many bigint;
begin
  update catalogue_upload set body = '\x' where tenant = app.tenant() and at < now() - interval '1 day' and octet_length(body) > 0;
  delete from catalogue_upload where tenant = app.tenant() and at < now() - interval '90 days';
  get diagnostics many = row_count;
  return many;
end $$;

revoke all on function app.forget_quarantined(), app.forget_uploads() from public;
grant execute on function app.forget_quarantined(), app.forget_uploads() to platform_tenant;
