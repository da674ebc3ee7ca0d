-- Invitations by one-time link: an administrator never knows a password. The link is not kept, only its SHA-256.

create table if not exists account_invitation (
  tenant integer not null,
  token_hash bytea not null,
  account uuid not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant, token_hash),
  foreign key (tenant, account) references account (tenant, id)
);
alter table account_invitation add column if not exists resets boolean not null default false;
alter table account_invitation add column if not exists accepted_at timestamptz;
alter table account_invitation add column if not exists answered_at timestamptz;
alter table account_invitation add column if not exists disputed boolean;
alter table account_invitation add column if not exists maker_tenant integer;
alter table account_invitation add column if not exists maker_account uuid;
comment on column account_invitation.maker_account is 'whose link it is; null for links from before this was kept, where created_by names him';
comment on column account_invitation.resets is 'true where it took a password away, false for the first one';
comment on column account_invitation.used_at is 'since when it is no good: it was accepted, or another took its place';
comment on column account_invitation.accepted_at is 'when somebody set a password by it';
comment on column account_invitation.disputed is 'what the person said at the next sign-in: true, that nobody had asked for it';
create index if not exists account_invitation_of on account_invitation (tenant, account);
create index if not exists account_invitation_account on account_invitation (tenant, account) where used_at is null;
select app.isolate('account_invitation', 'platform_tenant');
grant select on account_invitation to platform_tenant;

-- An account with one role, and the way to its first password; all of it or nothing.
create or replace function app.invite_account(
  actor_tenant integer, actor_session uuid, new_id uuid, new_name text, new_normalized text, new_display text, new_stamp text,
  new_role text, new_over integer, new_department text, new_token bytea, good_for interval) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account := app.administrator(actor_tenant, actor_session, mine);
  outcome text;
begin
  if actor.id is null then
    return 'not-permitted';
  end if;
  begin
    outcome := app.create_account(actor_tenant, actor_session, new_id, new_name, new_normalized, new_display, null, new_stamp);
    if outcome = 'ok' and new_role <> '' then
      outcome := app.grant_role(actor_tenant, actor_session, gen_random_uuid(), new_id, new_role, new_over, new_department, 1::smallint, null);
    end if;
    if outcome <> 'ok' then
      raise exception 'refused' using errcode = 'ESV01';
    end if;
    insert into account_invitation (tenant, token_hash, account, created_by, maker_tenant, maker_account, expires_at)
      values (mine, new_token, new_id, app.actor_name(actor), actor.tenant, actor.id, now() + good_for);
    perform app.audit(app.actor_name(actor), 'account-invited', new_name);
  exception when sqlstate 'ESV01' then
    return outcome;
  end;
  return 'ok';
end $$;

-- Takes the password away, ends every session, and opens a new way in. Nobody resets the own account: that is changing a password.
create or replace function app.reset_account(
  actor_tenant integer, actor_session uuid, of_account uuid, new_stamp text, new_token bytea, good_for interval) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  its_name text;
  verdict text;
begin
  select name into its_name from account where tenant = mine and id = of_account for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch(actor, mine, of_account, true);
  if verdict <> 'ok' then
    return verdict;
  end if;
  update account set password_hash = null, security_stamp = new_stamp, version = version + 1, failed_count = 0, locked_until = null
    where tenant = mine and id = of_account;
  update web_session set ended_at = now(), ended_why = 'reset' where tenant = mine and account = of_account and ended_at is null;
  update account_invitation set used_at = now() where tenant = mine and account = of_account and used_at is null;
  insert into account_invitation (tenant, token_hash, account, created_by, maker_tenant, maker_account, expires_at, resets)
    values (mine, new_token, of_account, app.actor_name(actor), actor.tenant, actor.id, now() + good_for, true);
  perform app.audit(app.actor_name(actor), 'account-reset', its_name);
  return 'ok';
end $$;

-- Opens an account that wrong passwords have locked, for more guesses at its password.
create or replace function app.unlock_account(actor_tenant integer, actor_session uuid, of_account uuid) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  its_name text;
  verdict text;
begin
  select name into its_name from account where tenant = mine and id = of_account for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch(actor, mine, of_account, true);
  if verdict <> 'ok' then
    return verdict;
  end if;
  update account set failed_count = 0, locked_until = null where tenant = mine and id = of_account;
  perform app.audit(app.actor_name(actor), 'account-unlocked', its_name);
  return 'ok';
end $$;

-- Whether whoever made a link may still open its account: a link is worth no more than a reset by him would be now. An auditor
-- whom he himself invited and made one is no obstacle: nobody else could let the first auditor of a root in.
create or replace function app.still_opens(link account_invitation) returns boolean
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  maker account;
  verdict text;
begin
  if link.maker_account is not null then
    select a.* into maker from account a where a.tenant = link.maker_tenant and a.id = link.maker_account;
  elsif strpos(link.created_by, '/') = 0 then
    return true; -- the platform's own
  else
    select a.* into maker from account a join jurisdiction j on j.id = a.tenant
      where j.key = split_part(link.created_by, '/', 1) and a.name = substr(link.created_by, strpos(link.created_by, '/') + 1);
  end if;
  if not app.administers(maker, link.tenant) then
    return false;
  end if;
  verdict := app.may_touch(maker, link.tenant, link.account, true);
  return verdict = 'ok' or verdict = 'watches-you' and not link.resets and not exists (
    select from account_role r
    where r.tenant = link.tenant and r.account = link.account and r.revoked_at is null and (r.expires_at is null or r.expires_at > now())
      and (not app.may_hand_on(maker, r.role, r.over, r.department, r.expires_at)
        or r.role = 'security-auditor' and r.power = 1 and r.granted_by <> app.actor_name(maker)));
end $$;
revoke all on function app.still_opens(account_invitation) from public;

-- Whoever holds the link sets the password, once; whose link it was stays beside it. A suspended account stays shut. The account
-- is locked before the link, as in a reset: a reset or grant that is under way is waited for, and then counts.
create or replace function app.accept_invitation(of_token bytea, new_hash text, new_stamp text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  invited account_invitation;
  its_name text;
begin
  perform from account a
    where a.tenant = mine and a.id = (select i.account from account_invitation i where i.tenant = mine and i.token_hash = of_token)
    for no key update;
  select i.* into invited from account_invitation i join account a on a.tenant = i.tenant and a.id = i.account
    where i.tenant = mine and i.token_hash = of_token and i.used_at is null and i.expires_at > now() and a.suspended_at is null;
  if not found or not app.still_opens(invited) then
    return 'invitation-unknown';
  end if;
  update account_invitation set used_at = now(), accepted_at = now() where tenant = mine and token_hash = of_token;
  update account set password_hash = new_hash, security_stamp = new_stamp, version = version + 1, failed_count = 0, locked_until = null
    where tenant = mine and id = invited.account returning name into its_name;
  perform app.audit((select key from jurisdiction where id = mine) || '/' || its_name, 'invitation-accepted', its_name,
    jsonb_build_object('madeBy', invited.created_by, 'madeAt', invited.created_at, 'reset', invited.resets));
  return 'ok';
end $$;

-- Tokens are good for what they were issued with and the client still has; they end, so that what is given is had at once, too.
create or replace function app.change_machine_scopes(actor_tenant integer, actor_session uuid, of_client text, new_scopes text[]) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  verdict text;
begin
  perform from machine_client where tenant = mine and client_id = of_client for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch_machine(actor, mine, of_client);
  if verdict <> 'ok' then
    return verdict;
  end if;
  update machine_client set scopes = new_scopes where tenant = mine and client_id = of_client;
  update web_session set ended_at = now(), ended_why = 'scopes-changed' where tenant = mine and machine = of_client and ended_at is null;
  perform app.audit(app.actor_name(actor), 'machine-scopes-changed', of_client, jsonb_build_object('scopes', new_scopes));
  return 'ok';
end $$;

-- At the sign-in after a reset the person is told who made it and when, and says whether somebody had asked for it: an
-- administrator who used his own link stands in the log with the account's next words.
create or replace function app.answer_resets(of_session uuid, is_disputed boolean) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  who uuid;
  its_name text;
  told jsonb;
  answered integer;
begin
  select a.id, a.name into who, its_name from web_session s join account a on a.tenant = s.tenant and a.id = s.account
    where s.tenant = mine and s.id = of_session and s.ended_at is null and s.expires_at > now() and a.suspended_at is null;
  with answers as (
    update account_invitation set answered_at = now(), disputed = is_disputed
      where tenant = mine and account = who and resets and accepted_at is not null and answered_at is null
      returning created_by, created_at
  )
  select count(*), jsonb_agg(jsonb_build_object('madeBy', created_by, 'madeAt', created_at) order by created_at) into answered, told from answers;
  if answered > 0 then
    perform app.audit((select key from jurisdiction where id = mine) || '/' || its_name,
      case when is_disputed then 'reset-disputed' else 'reset-confirmed' end, its_name, jsonb_build_object('resets', told));
  end if;
  return answered;
end $$;

-- What was done about the ways into accounts, here and below, for who exercises the auditor's role: a reset is seen by somebody
-- whom the administrator who made it does not administer.
create or replace function app.read_resets(reader_session uuid, take integer)
  returns table (place integer, n bigint, at timestamptz, actor text, action text, subject text, details text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive watched (id) as (
    select h.over from web_session s join account a on a.tenant = s.tenant and a.id = s.account
      join lateral app.held(a.tenant, a.id, 1::smallint) h on h.role = 'security-auditor' and h.department = ''
      where s.tenant = app.tenant() and s.id = reader_session and s.ended_at is null and s.expires_at > now() and a.suspended_at is null
    union
    select j.id from watched w join jurisdiction j on j.parent = w.id
  )
  select e.* from watched w
  join lateral (
    select l.tenant, l.n, l.at, l.actor, l.action, l.subject, l.details from audit_entry l
    where l.tenant = w.id and l.action in ('account-reset', 'invitation-accepted', 'reset-confirmed', 'reset-disputed')
    order by l.n desc limit least(take, 200)) e on true
  order by e.at desc, e.tenant, e.n desc limit least(take, 200)
$$;

do $$
declare f text;
begin
  foreach f in array array['answer_resets', 'read_resets', 'invite_account', 'reset_account', 'unlock_account', 'accept_invitation', 'change_machine_scopes'] loop
    execute format('revoke all on function app.%I from public', f);
    execute format('grant execute on function app.%I to platform_tenant', f);
  end loop;
end $$;

-- Its place has been taken by app.may_touch (034).
drop function if exists app.watches(uuid, account, integer);
