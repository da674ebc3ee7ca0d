-- A jurisdiction has at most one proposal waiting; what is proposed concerns nobody's judging until it is approved. Layers that are
-- still to come can be superseded by a later one and be withdrawn: no effective day closes the book to what is published after it.

alter table rulebook add column if not exists ended_at timestamptz;
alter table rulebook add column if not exists ended_by text;
alter table rulebook add column if not exists end_reason text;
alter table rulebook add column if not exists superseded_by integer;
comment on column rulebook.status is '0 proposed, 1 published, 2 refused, 3 superseded before it was decided about or took effect, 4 withdrawn before it was';
comment on column rulebook.made_by is 'jurisdiction key / sign-in name, as the audit log has it; platform for the shipped one';
comment on column rulebook.decided_by is 'who of the parent bureau approved or refused it, as the audit log has it; null where no approval is needed (a root) or none is given yet';
comment on column rulebook.ended_by is 'who superseded or withdrew it, as the audit log has it';
comment on column rulebook.superseded_by is 'version of the layer that took its place';

update rulebook r set made_by = j.key || '/' || r.made_by
  from jurisdiction j where j.id = r.tenant and r.made_by <> 'platform' and position('/' in r.made_by) = 0;
update rulebook r set decided_by = p.key || '/' || r.decided_by
  from jurisdiction j join jurisdiction p on p.id = j.parent where j.id = r.tenant and position('/' in r.decided_by) = 0;

-- What nobody ever decided about leaves its line, not its text: rests of proposals must not fill the directory.
create or replace function app.rulebook_line(of_body jsonb) returns jsonb
  language sql immutable set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('name', of_body -> 'name', 'englishName', of_body -> 'englishName', 'rules', '[]'::jsonb)
$$;
revoke all on function app.rulebook_line(jsonb) from public;

update rulebook r set status = 3, ended_at = clock_timestamp(), ended_by = 'platform', body = app.rulebook_line(r.body),
    superseded_by = (select max(o.version) from rulebook o where o.tenant = r.tenant and o.status = 0)
  where r.status = 0 and r.version < (select max(o.version) from rulebook o where o.tenant = r.tenant and o.status = 0);
create unique index if not exists rulebook_waiting on rulebook (tenant) where status = 0;

-- The layers of a jurisdiction that would take effect at this instant or later give way to the one that is published now.
create or replace function app.supersede_rulebooks(owner integer, by_version integer, from_instant timestamptz, by_whom text) returns jsonb
  language sql security definer set search_path = public, pg_temp as $$
  with superseded as (
    update rulebook set status = 3, superseded_by = by_version, ended_at = clock_timestamp(), ended_by = by_whom
      where tenant = owner and status = 1 and version <> by_version and effective_at >= from_instant
      returning version)
  select coalesce(jsonb_agg(version order by version), '[]') from superseded
$$;
revoke all on function app.supersede_rulebooks(integer, integer, timestamptz, text) from public;

-- A layer of the own jurisdiction: a root publishes, any other proposes to its parent, in place of what it had proposed before.
-- Whoever says what he saw waiting (0: nothing) is told when that is not so any more. A proposal changes no rules: no node looks.
create or replace function app.put_rulebook(of_effective timestamptz, of_body jsonb, by_whom text, of_change integer, of_waiting integer)
  returns table (number integer, effective timestamptz, state smallint)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  waiting integer;
  superseded jsonb := '[]';
begin
  perform from rulebook_version where change = of_change for update;
  if not found then
    return;
  end if;
  select r.version into waiting from rulebook r where r.tenant = mine and r.status = 0;
  if of_waiting <> coalesce(waiting, 0) then
    return;
  end if;
  state := case when exists (select from jurisdiction where id = mine and parent is null) then 1 else 0 end;
  effective := greatest(of_effective, clock_timestamp() + interval '5 seconds');
  update rulebook_version v set version = v.version + 1, change = v.change + state returning v.version into number;
  update rulebook r set status = 3, superseded_by = number, ended_at = clock_timestamp(), ended_by = by_whom, body = app.rulebook_line(r.body)
    where r.tenant = mine and r.status = 0;
  insert into rulebook (tenant, version, effective_at, made_at, made_by, body, status)
    values (mine, number, effective, clock_timestamp(), by_whom, of_body, state);
  if state = 1 then
    superseded := app.supersede_rulebooks(mine, number, effective, by_whom);
  end if;
  if waiting is not null then
    superseded := superseded || to_jsonb(waiting);
  end if;
  perform app.audit(by_whom, case when state = 1 then 'rulebook-published' else 'rulebook-proposed' end, number::text,
    case when superseded = '[]' then '{}' else jsonb_build_object('supersedes', superseded) end);
  return next;
end $$;
revoke all on function app.put_rulebook(timestamptz, jsonb, text, integer, integer) from public;
grant execute on function app.put_rulebook(timestamptz, jsonb, text, integer, integer) to platform_tenant;

create or replace function app.put_rulebook(of_effective timestamptz, of_body jsonb, by_whom text, of_change integer)
  returns table (number integer, effective timestamptz, state smallint)
  language sql security definer set search_path = public, pg_temp as $$
  select * from app.put_rulebook(of_effective, of_body, by_whom, of_change, null)
$$;
revoke all on function app.put_rulebook(timestamptz, jsonb, text, integer) from public;
grant execute on function app.put_rulebook(timestamptz, jsonb, text, integer) to platform_tenant;

-- The parent bureau decides about a layer proposed below it.
create or replace function app.decide_rulebook(child integer, of_version integer, approved boolean, by_whom text, why text, of_change integer) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  effective timestamptz;
  superseded jsonb := '[]';
begin
  perform from rulebook_version where change = of_change for update;
  if not found then
    return 'rulebooks-changed';
  end if;
  if not exists (select from jurisdiction where id = child and parent = app.tenant()) then
    return 'not-the-parent';
  end if;
  update rulebook r set status = case when approved then 1 else 2 end, decided_by = by_whom, decided_at = clock_timestamp(), reason = why,
      effective_at = greatest(r.effective_at, clock_timestamp() + interval '5 seconds')
    where r.tenant = child and r.version = of_version and r.status = 0
    returning r.effective_at into effective;
  if not found then
    return 'nothing-proposed';
  end if;
  if approved then
    update rulebook_version set change = change + 1;
    superseded := app.supersede_rulebooks(child, of_version, effective, by_whom);
  end if;
  perform app.audit(by_whom, case when approved then 'rulebook-approved' else 'rulebook-refused' end, of_version::text,
    jsonb_build_object('jurisdiction', child, 'reason', why)
      || case when superseded = '[]' then '{}' else jsonb_build_object('supersedes', superseded) end);
  return 'ok';
end $$;
revoke all on function app.decide_rulebook(integer, integer, boolean, text, text, integer) from public;
grant execute on function app.decide_rulebook(integer, integer, boolean, text, text, integer) to platform_tenant;

-- The layers that had been published and gave way to this one, each with the published layer it would give way to once this one is
-- gone (null: none, it comes back). Whatever was published after it for the same instant or an earlier one supersedes it, whether
-- that is published now or comes back itself. An undecided proposal that gave way has left its line alone and never comes back.
create or replace function app.rulebooks_given_way(owner integer, of_version integer) returns table (version integer, behind integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  with gone as (
    select r.version, r.effective_at, coalesce(r.decided_at, r.made_at) as published_at, r.status
    from rulebook r
    where r.tenant = owner and app.is_within(owner, app.tenant()) and (
      r.status = 1 and r.version <> of_version
      or r.status = 3 and r.superseded_by = of_version and r.effective_at > clock_timestamp() + interval '5 seconds'
        and (r.decided_at is not null or r.body <> app.rulebook_line(r.body))))
  select g.version, (
      select o.version from gone o
      where o.version <> g.version and o.effective_at <= g.effective_at and (o.published_at, o.version) > (g.published_at, g.version)
      order by o.published_at desc, o.version desc limit 1)
  from gone g where g.status = 3
  order by g.version
$$;
revoke all on function app.rulebooks_given_way(integer, integer) from public;
grant execute on function app.rulebooks_given_way(integer, integer) to platform_tenant;

-- Takes back what has no effect yet: a proposal by who made it; a published layer also by the parent bureau that approved it,
-- while every node has time to hear of it before the layer would hold (grains/Journal/RulebookBook.Delay). What had given way to a
-- published layer comes back, unless something else supersedes it as well.
create or replace function app.withdraw_rulebook(owner integer, of_version integer, by_whom text, why text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  found_one rulebook;
  restored jsonb := '[]';
begin
  perform from rulebook_version for update;
  if owner <> mine and not exists (select from jurisdiction where id = owner and parent = mine) then
    return 'not-the-parent';
  end if;
  select * into found_one from rulebook r where r.tenant = owner and r.version = of_version and r.status in (0, 1);
  if found_one.version is null or found_one.status = 0 and owner <> mine then
    return 'nothing-to-withdraw';
  end if;
  if found_one.status = 1 and found_one.effective_at <= clock_timestamp() + interval '5 seconds' then
    return 'already-in-force';
  end if;
  update rulebook r set status = 4, ended_at = clock_timestamp(), ended_by = by_whom, end_reason = why,
      body = case when r.status = 0 then app.rulebook_line(r.body) else r.body end
    where r.tenant = owner and r.version = of_version;
  if found_one.status = 1 then
    update rulebook_version set change = change + 1;
    with given_way as (
      update rulebook r set superseded_by = g.behind, status = case when g.behind is null then 1 else 3 end,
          ended_at = case when g.behind is not null then r.ended_at end, ended_by = case when g.behind is not null then r.ended_by end
        from app.rulebooks_given_way(owner, of_version) g where r.tenant = owner and r.version = g.version
        returning r.version, r.status)
    select coalesce(jsonb_agg(w.version order by w.version), '[]') into restored from given_way w where w.status = 1;
  end if;
  perform app.audit(by_whom, case when found_one.status = 1 then 'rulebook-withdrawn' else 'rulebook-proposal-withdrawn' end, of_version::text,
    jsonb_build_object('jurisdiction', owner, 'reason', why)
      || case when restored = '[]' then '{}' else jsonb_build_object('restores', restored) end);
  return 'ok';
end $$;
revoke all on function app.withdraw_rulebook(integer, integer, text, text) from public;
grant execute on function app.withdraw_rulebook(integer, integer, text, text) to platform_tenant;

-- What a jurisdiction proposed and did not come to hold, the latest first: for itself and for those above it.
create or replace function app.rulebook_proposals(owner integer)
  returns table (tenant integer, version integer, effective_at timestamptz, made_at timestamptz, made_by text, status smallint, decided_by text, reason text,
    ended_by text, end_reason text, superseded_by integer, body text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.tenant, r.version, r.effective_at, r.made_at, r.made_by, r.status, r.decided_by, r.reason, r.ended_by, r.end_reason, r.superseded_by, r.body::text
  from rulebook r where r.tenant = owner and r.status <> 1 and app.is_within(owner, app.tenant())
  order by r.version desc limit 50
$$;

-- What waits for the decision of the session's jurisdiction, the eldest first.
create or replace function app.rulebooks_waiting()
  returns table (tenant integer, version integer, effective_at timestamptz, made_at timestamptz, made_by text, status smallint, decided_by text, reason text,
    ended_by text, end_reason text, superseded_by integer, body text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.tenant, r.version, r.effective_at, r.made_at, r.made_by, r.status, r.decided_by, r.reason, r.ended_by, r.end_reason, r.superseded_by, app.rulebook_line(r.body)::text
  from rulebook r join jurisdiction j on j.id = r.tenant where j.parent = app.tenant() and r.status = 0
  order by r.made_at
$$;
revoke all on function app.rulebook_proposals(integer), app.rulebooks_waiting() from public;
grant execute on function app.rulebook_proposals(integer), app.rulebooks_waiting() to platform_tenant;
