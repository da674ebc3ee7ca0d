-- Room for a tenant: its head and its place in the list of due work. Once is enough; again changes nothing.
create or replace function app.register_tenant() returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into head (tenant) values (app.tenant()) on conflict do nothing;
  insert into tenant_due (tenant) values (app.tenant()) on conflict do nothing;
$$;
revoke all on function app.register_tenant() from public;
grant execute on function app.register_tenant() to platform_tenant;
