-- What the operator does on the command line, for the log of the jurisdiction it concerns. He has no session: his login on the
-- machine stands for him, as os:LOGIN, which nobody's jurisdiction key / sign-in name can be. Whoever may call this has the
-- installation's key; what serves people's requests does it once alone: who made the link by which a province was set up.
create or replace function app.record_operator_act(login text, what text, about text, with_details jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if what ~ '^(account|role|machine|invitation|first|signed|password|reset|rulebook|day|holiday)-' then
    raise exception 'only the directory tells of %', what using errcode = '42501';
  end if;
  if app.tenant() is null then
    raise exception 'an act concerns a jurisdiction' using errcode = '42501';
  end if;
  perform app.refuse_second_end(with_details);
  return app.audit('os:' || login, what, about, with_details);
end $$;

revoke all on function app.record_operator_act(text, text, text, jsonb) from public;
grant execute on function app.record_operator_act(text, text, text, jsonb) to platform_silo;
