-- An intent has one end: what tells a second one, of an act made again after a crash or by two nodes, is refused.

create or replace function app.refuse_second_end(with_details jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if jsonb_typeof(with_details -> 'intent') is distinct from 'number' then
    return;
  end if;
  -- Two that tell at once come one after the other.
  perform from audit_head where tenant = app.tenant() for update;
  if exists (select from audit_entry e
             where e.tenant = app.tenant() and e.n > (with_details ->> 'intent')::numeric and e.action <> 'act-intended'
               and e.details::jsonb -> 'intent' = with_details -> 'intent') then
    raise exception 'intent % has an end', with_details -> 'intent' using errcode = '42501';
  end if;
end $$;

create or replace function app.record_act(of_session uuid, what text, about text, with_details jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who text := coalesce(app.name_of_session(of_session), app.name_of_intent(what, about, with_details));
begin
  if who is null then
    raise exception 'nobody has this session' using errcode = '42501';
  end if;
  if what ~ '^(account|role|machine|invitation|first|signed|password|reset|rulebook|day|holiday)-' then
    raise exception 'only the directory tells of %', what using errcode = '42501';
  end if;
  perform app.refuse_second_end(with_details);
  return app.audit(who, what, about, with_details);
end $$;

revoke all on function app.refuse_second_end(jsonb) from public;

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
