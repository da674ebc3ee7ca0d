-- Who may change accounts, roles and machines: checked here, in the transaction that stores the change, against the rows
-- as they stand. Each function works on the tenant of its session; who asks is named by a live session of his own, which
-- may belong to a jurisdiction above. They answer 'ok' or the code of a refusal.

create or replace function app.is_within(inner_one integer, outer_one integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up (id) as (
    select inner_one
    union all
    select j.parent from up join jurisdiction j on j.id = up.id where j.parent is not null
  )
  select exists (select from up where id = outer_one)
$$;

-- Roles held now, with this power. Rows of another tenant are only looked at, never told.
create or replace function app.held(of_tenant integer, of_account uuid, with_power smallint) returns setof account_role
  language sql stable security definer set search_path = public, pg_temp as $$
  select * from account_role
  where tenant = of_tenant and account = of_account and power = with_power
    and revoked_at is null and (expires_at is null or expires_at > now())
$$;

-- Whether an account administers a jurisdiction now, from there or from above; a suspended one administers nothing.
create or replace function app.administers(somebody account, over_one integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select somebody.id is not null and somebody.suspended_at is null
    and exists (select from app.held(somebody.tenant, somebody.id, 1::smallint) h
                where h.role = 'system-administrator' and h.department = '' and app.is_within(over_one, h.over))
$$;

-- The account behind a live session that administers this jurisdiction from here or from above; null when it does not.
create or replace function app.administrator(actor_tenant integer, actor_session uuid, over_one integer) returns account
  language sql stable security definer set search_path = public, pg_temp as $$
  select a from web_session s
  join account a on a.tenant = s.tenant and a.id = s.account
  where s.tenant = actor_tenant and s.id = actor_session and s.ended_at is null and s.expires_at > now() and app.administers(a, over_one)
$$;

create or replace function app.actor_name(actor account) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select key || '/' || actor.name from jurisdiction where id = actor.tenant
$$;

create or replace function app.is_root(id_of integer) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from jurisdiction j where j.id = id_of and j.parent is null)
$$;

-- Whether somebody may hand a role on, with this scope and for so long.
create or replace function app.may_hand_on(actor account, some_role text, over_one integer, of_department text, until timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from app.held(actor.tenant, actor.id, 2::smallint) h
    where h.role = some_role and app.is_within(over_one, h.over) and h.department in ('', of_department)
      and (h.expires_at is null or until <= h.expires_at))
$$;

-- Whether somebody may do something to an account of this jurisdiction: only where he may hand on all that it holds, else a
-- reset would give him what nobody gave him. 'ok' or the code of a refusal; the account's row is locked before it is asked.
-- The auditor watches the administrator, not the other way round: the administrator of the own jurisdiction leaves him alone,
-- the one above does not. A root has nobody above: there the own administrator may shut him out, but never open his account.
create or replace function app.may_touch(actor account, mine integer, target uuid, opens boolean) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  with held as (
    select r.* from account_role r
    where r.tenant = mine and r.account = target and r.revoked_at is null and (r.expires_at is null or r.expires_at > now())
  )
  select case
    when actor.id is null then 'not-permitted'
    when actor.tenant = mine and actor.id = target then 'own-account'
    when not exists (select from account a where a.tenant = mine and a.id = target) then 'account-unknown'
    when actor.tenant = mine and (opens or not app.is_root(mine)) and exists (select from held h where h.role = 'security-auditor' and h.power = 1) then 'watches-you'
    when exists (select from held h where not app.may_hand_on(actor, h.role, h.over, h.department, h.expires_at)) then 'holds-more'
    else 'ok' end
$$;

-- The same for a department's system: it holds the role department-system for its department, without end.
create or replace function app.may_touch_machine(actor account, mine integer, target text) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when actor.id is null then 'not-permitted'
    when m.client_id is null then 'machine-unknown'
    when not app.may_hand_on(actor, 'department-system', mine, m.department, null) then 'system-not-held'
    else 'ok' end
  from (select) one left join machine_client m on m.tenant = mine and m.client_id = target
$$;

revoke all on function app.is_within(integer, integer), app.held(integer, uuid, smallint), app.is_root(integer),
  app.administers(account, integer), app.administrator(integer, uuid, integer), app.actor_name(account), app.may_hand_on(account, text, integer, text, timestamptz),
  app.may_touch(account, integer, uuid, boolean), app.may_touch_machine(account, integer, text) from public;

create or replace function app.create_account(
  actor_tenant integer, actor_session uuid, new_id uuid, new_name text, new_normalized text, new_display text, new_hash text, new_stamp text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account := app.administrator(actor_tenant, actor_session, mine);
begin
  if actor.id is null then
    return 'not-permitted';
  end if;
  insert into account (tenant, id, name, normalized_name, display_name, password_hash, security_stamp, created_by)
    values (mine, new_id, new_name, new_normalized, new_display, new_hash, new_stamp, app.actor_name(actor))
    on conflict (tenant, normalized_name) do nothing;
  if not found then
    return 'name-taken';
  end if;
  perform app.audit(app.actor_name(actor), 'account-created', new_name, jsonb_build_object('display', new_display));
  return 'ok';
end $$;

-- The first administrator of a root jurisdiction without any account: exercises that role and holds all to grant onward.
create or replace function app.create_first_administrator(
  new_id uuid, new_name text, new_normalized text, new_display text, new_hash text, new_stamp text, onward text[]) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
begin
  perform from jurisdiction where id = mine and parent is null for update;
  if not found or exists (select from account where tenant = mine) then
    return 'not-permitted';
  end if;
  insert into account (tenant, id, name, normalized_name, display_name, password_hash, security_stamp, created_by)
    values (mine, new_id, new_name, new_normalized, new_display, new_hash, new_stamp, 'setup');
  insert into account_role (tenant, id, account, role, over, power, granted_by)
    select mine, gen_random_uuid(), new_id, 'system-administrator', mine, 1, 'setup'
    union all
    select mine, gen_random_uuid(), new_id, r, mine, 2, 'setup' from unnest(onward) r;
  perform app.audit('setup', 'first-administrator-created', new_name, jsonb_build_object('onward', onward));
  return 'ok';
end $$;

create or replace function app.grant_role(
  actor_tenant integer, actor_session uuid, new_id uuid, to_account uuid, new_role text, new_over integer, new_department text, new_power smallint,
  until timestamptz) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account := app.administrator(actor_tenant, actor_session, mine);
  holder account;
  verdict text;
  exclusive constant text[] := array['system-administrator', 'inspector', 'security-auditor'];
  departmental constant text[] := array['department-head', 'department-supervisor', 'post-user', 'department-system'];
begin
  if actor.id is null or not app.is_within(new_over, mine) then
    return 'not-permitted';
  end if;
  -- What the others permit belongs to no department: held for one, they would promise less than they give, or give nothing.
  if new_department <> '' and new_role <> all (departmental) then
    return 'role-not-departmental';
  end if;
  if actor.tenant = mine and actor.id = to_account then
    return 'own-account';
  end if;
  -- One grant to an account at a time: the separation of offices is judged over all it holds.
  select * into holder from account where tenant = mine and id = to_account for update;
  if not found then
    return 'account-unknown';
  end if;
  if until is not null and until <= now() then
    return 'already-expired';
  end if;
  if not app.may_hand_on(actor, new_role, new_over, new_department, until) then
    return 'not-held';
  end if;
  -- To grant what is held already changes its end, which takes away as much as it gives.
  if exists (
    select from app.held(mine, to_account, new_power) h where h.role = new_role and h.over = new_over and h.department = new_department) then
    verdict := app.may_touch(actor, mine, to_account, false);
    if verdict <> 'ok' then
      return verdict;
    end if;
  end if;
  if new_power = 1 and new_role = any (exclusive) and exists (
    select from app.held(mine, to_account, 1::smallint) h where h.role = any (exclusive) and h.role <> new_role) then
    return 'offices-exclude-each-other';
  end if;
  insert into account_role (tenant, id, account, role, over, department, power, granted_by, expires_at)
    values (mine, new_id, to_account, new_role, new_over, new_department, new_power, app.actor_name(actor), until)
    on conflict (tenant, account, role, over, department, power) where revoked_at is null
    do update set expires_at = excluded.expires_at, granted_by = excluded.granted_by, granted_at = now();
  perform app.audit(app.actor_name(actor), 'role-granted', holder.name, jsonb_build_object(
    'role', new_role, 'over', new_over, 'department', new_department, 'power', new_power, 'until', until));
  return 'ok';
end $$;

create or replace function app.revoke_role(actor_tenant integer, actor_session uuid, grant_id uuid) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  holder account;
  revoked account_role;
  verdict text;
begin
  select a.* into holder from account a join account_role r on r.tenant = a.tenant and r.account = a.id
    where r.tenant = mine and r.id = grant_id for no key update of a;
  actor := app.administrator(actor_tenant, actor_session, mine);
  if actor.id is not null and holder.id is null then
    return 'grant-unknown';
  end if;
  verdict := app.may_touch(actor, mine, holder.id, false);
  if verdict <> 'ok' then
    return verdict;
  end if;
  update account_role set revoked_at = now(), revoked_by = app.actor_name(actor)
    where tenant = mine and id = grant_id and revoked_at is null returning * into revoked;
  if not found then
    return 'grant-unknown';
  end if;
  perform app.audit(app.actor_name(actor), 'role-revoked', holder.name,
    jsonb_build_object('role', revoked.role, 'over', revoked.over, 'department', revoked.department, 'power', revoked.power));
  return 'ok';
end $$;

-- A suspended account's sessions end with it. Who suspended counts: what a jurisdiction above has ordered, nobody below it
-- lifts or takes over as his own.
create or replace function app.suspend_account(actor_tenant integer, actor_session uuid, of_account uuid, suspended boolean) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  held account;
  outranked boolean;
  verdict text;
begin
  select * into held from account where tenant = mine and id = of_account for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch(actor, mine, of_account, false);
  if verdict <> 'ok' then
    return verdict;
  end if;
  outranked := held.suspended_at is not null and not app.is_within(coalesce(held.suspended_from, mine), actor.tenant);
  if outranked and not suspended then
    return 'suspended-above';
  end if;
  if not outranked then
    update account set suspended_at = case when suspended then coalesce(suspended_at, now()) end,
        suspended_by = case when suspended then app.actor_name(actor) end, suspended_from = case when suspended then actor.tenant end
      where tenant = mine and id = of_account;
  end if;
  if suspended then
    update web_session set ended_at = now(), ended_why = 'suspended' where tenant = mine and account = of_account and ended_at is null;
  end if;
  perform app.audit(app.actor_name(actor), case when suspended then 'account-suspended' else 'account-restored' end, held.name);
  return 'ok';
end $$;

-- The former secret stays good for a while, so that a running system can change over; for no time at all where it has
-- leaked, and then whatever was issued for it ends as well.
create or replace function app.change_machine_secret(
  actor_tenant integer, actor_session uuid, of_client text, new_hash bytea, former_for interval) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  at_once boolean := former_for <= interval '0';
  actor account;
  verdict text;
begin
  perform from machine_client where tenant = mine and client_id = of_client for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch_machine(actor, mine, of_client);
  if verdict <> 'ok' then
    return verdict;
  end if;
  update machine_client set former_hash = case when not at_once then secret_hash end,
      former_until = case when not at_once then now() + former_for end, secret_hash = new_hash
    where tenant = mine and client_id = of_client;
  if at_once then
    update web_session set ended_at = now(), ended_why = 'secret-changed' where tenant = mine and machine = of_client and ended_at is null;
  end if;
  perform app.audit(app.actor_name(actor), 'machine-secret-changed', of_client, jsonb_build_object('atOnce', at_once));
  return 'ok';
end $$;

-- A suspended client's tokens end with it, and a secret that was only still honoured does not come back with it.
create or replace function app.suspend_machine(actor_tenant integer, actor_session uuid, of_client text, suspended boolean) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  held machine_client;
  outranked boolean;
  verdict text;
begin
  select * into held from machine_client where tenant = mine and client_id = of_client for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch_machine(actor, mine, of_client);
  if verdict <> 'ok' then
    return verdict;
  end if;
  outranked := held.suspended_at is not null and not app.is_within(coalesce(held.suspended_from, mine), actor.tenant);
  if outranked and not suspended then
    return 'suspended-above';
  end if;
  if not outranked then
    update machine_client set suspended_at = case when suspended then coalesce(suspended_at, now()) end,
        suspended_by = case when suspended then app.actor_name(actor) end, suspended_from = case when suspended then actor.tenant end,
        former_hash = case when not suspended then former_hash end, former_until = case when not suspended then former_until end
      where tenant = mine and client_id = of_client;
  end if;
  if suspended then
    update web_session set ended_at = now(), ended_why = 'suspended' where tenant = mine and machine = of_client and ended_at is null;
  end if;
  perform app.audit(app.actor_name(actor), case when suspended then 'machine-suspended' else 'machine-restored' end, of_client);
  return 'ok';
end $$;

-- Only somebody who exercises the auditor's role for this jurisdiction reads its log.
create or replace function app.read_audit(reader_session uuid, after_n bigint, take integer) returns setof audit_entry
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.* from audit_entry e
  where e.tenant = app.tenant() and e.n > after_n
    and exists (
      select from web_session s join account a on a.tenant = s.tenant and a.id = s.account
      join lateral app.held(a.tenant, a.id, 1::smallint) h on h.role = 'security-auditor' and h.over = e.tenant and h.department = ''
      where s.tenant = app.tenant() and s.id = reader_session and s.ended_at is null and s.expires_at > now() and a.suspended_at is null)
  order by e.n limit least(take, 1000)
$$;

-- Sessions long over are forgotten; the audit log keeps who signed in.
create or replace function app.forget_sessions() returns integer
  language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from web_session where tenant = app.tenant() and expires_at < now() - interval '30 days' returning 1)
  select count(*)::integer from gone
$$;

do $$
declare f text;
begin
  foreach f in array array['create_account', 'create_first_administrator', 'grant_role', 'revoke_role', 'suspend_account',
                           'change_machine_secret', 'suspend_machine', 'read_audit', 'forget_sessions'] loop
    execute format('revoke all on function app.%I from public', f);
    execute format('grant execute on function app.%I to platform_tenant', f);
  end loop;
end $$;
