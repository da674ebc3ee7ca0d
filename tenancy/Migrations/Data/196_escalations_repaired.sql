-- A recount takes escalations out that no signal stands behind: those that the tenant itself has told, no others.
create or replace function app.drop_escalations(of_tenant integer, of_signals bigint[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from escalation where tenant = of_tenant and origin = of_tenant and signal = any (of_signals)
$$;
revoke all on function app.drop_escalations(integer, bigint[]) from public;
grant execute on function app.drop_escalations(integer, bigint[]) to platform_journal;

-- An earlier version let the role delete by itself.
revoke delete on escalation from platform_journal;
