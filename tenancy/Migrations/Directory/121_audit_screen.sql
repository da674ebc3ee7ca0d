-- The auditor's list of the own audit log: newest first, by day, person and act, each intent with what came of it.

create index if not exists audit_at on audit_entry (tenant, at);
create index if not exists audit_by_actor on audit_entry (tenant, actor, n);
create index if not exists audit_by_act on audit_entry
  (tenant, (case when action in ('act-intended', 'act-refused', 'act-failed') then details::jsonb ->> 'act' else action end), n);
create index if not exists audit_ends on audit_entry (tenant, (details::jsonb ->> 'intent')) where details like '%"intent"%';

-- Only somebody who exercises the auditor's role for this jurisdiction reads its log.
create or replace function app.is_auditor(reader_session uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from web_session s join account a on a.tenant = s.tenant and a.id = s.account
    join lateral app.held(a.tenant, a.id, 1::smallint) h on h.role = 'security-auditor' and h.over = s.tenant and h.department = ''
    where s.tenant = app.tenant() and s.id = reader_session and s.ended_at is null and s.expires_at > now() and a.suspended_at is null)
$$;
revoke all on function app.is_auditor(uuid) from public;

-- The entries before a number (null: from the last one on). Of an intent, how it ended; ten minutes are more than any act but an
-- import takes, so that what has no end by then is shown to be without one. Details stay here but for the code of a refusal or
-- failure: they may hold words that people wrote. Lines from before ends were looked at (app.refuse_second_end) may name anything.
create or replace function app.find_audit(
  reader_session uuid, of_actor text, of_act text, from_at timestamptz, until_at timestamptz, before_n bigint, take integer)
  returns table (n bigint, at timestamptz, actor text, act text, subject text, stage text, code text, related bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not app.is_auditor(reader_session) then
    return;
  end if;
  return query execute format($q$
    select e.n, e.at, e.actor,
      coalesce(case when e.action in ('act-intended', 'act-refused', 'act-failed') then e.details::jsonb ->> 'act' end, e.action), e.subject,
      case
        when e.action = 'act-refused' then 'refused'
        when e.action = 'act-failed' then 'failed'
        when e.action <> 'act-intended' then 'done'
        when ended.action = 'act-refused' then 'intended-refused'
        when ended.action = 'act-failed' then 'intended-failed'
        when ended.n is not null then 'intended-done'
        when e.at < now() - interval '10 minutes' then 'unfinished'
        else 'under-way' end,
      case
        when e.action in ('act-refused', 'act-failed') then e.details::jsonb ->> 'code'
        when ended.action in ('act-refused', 'act-failed') then ended.details::jsonb ->> 'code' end,
      case when e.action = 'act-intended' then ended.n
        when e.details::jsonb ->> 'intent' ~ '^\d{1,18}$' then (e.details::jsonb ->> 'intent')::bigint end
    from audit_entry e
    left join lateral (
      select o.n, o.action, o.details from audit_entry o
      where e.action = 'act-intended' and o.tenant = e.tenant and o.n > e.n
        and o.details like '%%"intent"%%' and o.details::jsonb ->> 'intent' = e.n::text
      order by o.n limit 1) ended on true
    where e.tenant = $1 %s %s %s %s %s
    order by e.n desc limit $7 $q$,
    case when before_n is not null then 'and e.n < $2' end,
    case when of_actor is not null then 'and e.actor = $3' end,
    case when of_act is not null then
      'and case when e.action in (''act-intended'', ''act-refused'', ''act-failed'') then e.details::jsonb ->> ''act'' else e.action end = $4' end,
    case when from_at is not null then 'and e.at >= $5' end,
    case when until_at is not null then 'and e.at < $6' end)
  using app.tenant(), before_n, of_actor, of_act, from_at, until_at, least(take, 201);
end $$;
revoke all on function app.find_audit(uuid, text, text, timestamptz, timestamptz, bigint, integer) from public;
grant execute on function app.find_audit(uuid, text, text, timestamptz, timestamptz, bigint, integer) to platform_tenant;
