-- Sessions begin, end and act through these functions alone: each looks at the rows as they stand, and writes into the audit log
-- who that was by the session's own row, never by what the caller says.

-- The name of whoever has a session here, as it stands in the audit log: jurisdiction key / sign-in name or client id.
create or replace function app.name_of_session(of_session uuid) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select j.key || '/' || coalesce(a.name, s.machine) from web_session s
  join jurisdiction j on j.id = s.tenant left join account a on a.tenant = s.tenant and a.id = s.account
  where s.tenant = app.tenant() and s.id = of_session
$$;

-- Begins a person's session, unless what protects the account has changed since its password was looked at. The lock makes
-- a reset or suspension that is under way be waited for, and one that comes after find the session and end it.
create or replace function app.begin_session(of_account uuid, of_stamp text, new_session uuid, good_for interval) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  its_name text;
begin
  select name into its_name from account
    where tenant = mine and id = of_account and security_stamp = of_stamp and suspended_at is null for share;
  if not found then
    return false;
  end if;
  insert into web_session (tenant, id, account, expires_at) values (mine, new_session, of_account, now() + good_for);
  perform app.audit(app.name_of_session(new_session), 'signed-in', its_name);
  return true;
end $$;

-- Begins a machine's session, if its client still honours the secret that was looked at and has the scopes.
create or replace function app.begin_machine_session(
  of_client text, of_secret bytea, wanted text[], new_session uuid, good_for interval) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
begin
  perform from machine_client
    where tenant = mine and client_id = of_client and suspended_at is null and scopes @> wanted
      and (secret_hash = of_secret or former_hash = of_secret and former_until > now()) for share;
  if not found then
    return false;
  end if;
  insert into web_session (tenant, id, machine, scopes, expires_at) values (mine, new_session, of_client, wanted, now() + good_for);
  return true;
end $$;

create or replace function app.end_session(of_session uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  who text := app.name_of_session(of_session);
begin
  update web_session set ended_at = now(), ended_why = 'signed-out' where tenant = app.tenant() and id = of_session and ended_at is null;
  if not found then
    return false;
  end if;
  perform app.audit(who, 'signed-out', substr(who, strpos(who, '/') + 1));
  return true;
end $$;

-- A password was changed in this session: all others of the account are over.
create or replace function app.end_other_sessions(of_session uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  who text := app.name_of_session(of_session);
begin
  update web_session o set ended_at = now(), ended_why = 'password-changed'
    from web_session s
    where s.tenant = mine and s.id = of_session and o.tenant = mine and o.account = s.account and o.id <> of_session and o.ended_at is null;
  perform app.audit(who, 'password-changed', substr(who, strpos(who, '/') + 1));
end $$;

-- Wrong passwords have locked an account: told where it is so.
create or replace function app.tell_lock(of_account uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  locked text;
begin
  select j.key || '/' || a.name into locked from account a join jurisdiction j on j.id = a.tenant
    where a.tenant = app.tenant() and a.id = of_account and a.locked_until > now();
  if found then
    perform app.audit(locked, 'account-locked', substr(locked, strpos(locked, '/') + 1));
  end if;
end $$;

-- Who intended what is told to have ended now: an act may last longer than its session is kept, and then its intent's own line says
-- whose it was. The act and what it is about are the intent's, and it has no end yet.
create or replace function app.name_of_intent(what text, about text, with_details jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  intent audit_entry;
begin
  if jsonb_typeof(with_details -> 'intent') is distinct from 'number' then
    return null;
  end if;
  perform from audit_head where tenant = mine for update;
  select * into intent from audit_entry e where e.tenant = mine and e.n = (with_details ->> 'intent')::numeric;
  if not found or intent.action <> 'act-intended' or intent.subject <> about
     or intent.details::jsonb ->> 'act' is distinct from (case when what in ('act-refused', 'act-failed') then with_details ->> 'act' else what end)
     or exists (select from audit_entry e where e.tenant = mine and e.n > intent.n and e.subject = about
                and e.details::jsonb -> 'intent' = with_details -> 'intent') then
    return null;
  end if;
  return intent.actor;
end $$;

-- An intent is named by its number and has one end: what tells a second one, of an act made again after a crash or by two nodes, is refused.
create or replace function app.refuse_second_end(with_details jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not with_details ? 'intent' then
    return;
  end if;
  if jsonb_typeof(with_details -> 'intent') <> 'number' or with_details ->> 'intent' !~ '^\d{1,18}$' then
    raise exception 'an intent is the number of its line, not %', with_details -> 'intent' using errcode = '42501';
  end if;
  -- Two that tell at once come one after the other.
  perform from audit_head where tenant = app.tenant() for update;
  if exists (select from audit_entry e
             where e.tenant = app.tenant() and e.n > (with_details ->> 'intent')::bigint and e.action <> 'act-intended'
               and e.details::jsonb -> 'intent' = with_details -> 'intent') then
    raise exception 'intent % has an end', with_details -> 'intent' using errcode = '42501';
  end if;
end $$;
revoke all on function app.refuse_second_end(jsonb) from public;

-- What somebody did that is no change of the directory. The act has happened, so a session that ended meanwhile still tells;
-- the directory's own acts nobody tells but the function that does them.
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

revoke all on function app.name_of_session(uuid), app.name_of_intent(text, text, jsonb) from public;
do $$
declare f text;
begin
  foreach f in array array['begin_session', 'begin_machine_session', 'end_session', 'end_other_sessions', 'tell_lock', 'record_act'] loop
    execute format('revoke all on function app.%I from public', f);
    execute format('grant execute on function app.%I to platform_tenant', f);
  end loop;
end $$;
