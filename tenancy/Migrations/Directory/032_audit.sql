-- The audit log of a jurisdiction: appended to by app.audit alone, chained by its own hashes, read by the auditor alone.

create table if not exists audit_head (
  tenant integer primary key,
  n bigint not null default 0,
  hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000'
);

create table if not exists audit_entry (
  tenant integer not null,
  n bigint not null,
  at timestamptz not null,
  actor text not null,
  action text collate "C" not null,
  subject text not null,
  details text not null,
  hash bytea not null,
  primary key (tenant, n)
);
comment on column audit_entry.hash is 'SHA-256 over the previous hash and the entry as app.audit_bytes writes it';
comment on column audit_entry.details is 'JSON text, kept as it was hashed';

select app.isolate('audit_head', 'platform_tenant');
select app.isolate('audit_entry', 'platform_tenant');

-- What was done about the ways into accounts is also read by the auditors above (app.read_resets): the owner's own policy lets its
-- functions read all rows, and write those of the sealed tenant alone.
drop policy if exists platform_migrator_reads on audit_entry;
create policy platform_migrator_reads on audit_entry for select to platform_migrator using (true);
create index if not exists audit_of_resets on audit_entry (tenant, n)
  where action in ('account-reset', 'invitation-accepted', 'reset-confirmed', 'reset-disputed');

-- Every field with its length before it, so that no two entries have the same bytes.
create or replace function app.audit_bytes(entry audit_entry) returns bytea
  language sql immutable set search_path = pg_catalog, pg_temp as $$
  select int4send(entry.tenant) || int8send(entry.n) || int8send((extract(epoch from entry.at) * 1000000)::bigint)
    || (select string_agg(int4send(octet_length(field)) || field, ''::bytea order by place)
        from unnest(array[convert_to(entry.actor, 'UTF8'), convert_to(entry.action, 'UTF8'),
                          convert_to(entry.subject, 'UTF8'), convert_to(entry.details, 'UTF8')]) with ordinality f (field, place))
$$;

create or replace function app.audit(by_whom text, what text, about text, with_details jsonb default '{}') returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  head audit_head;
  entry audit_entry;
begin
  insert into audit_head (tenant) values (mine) on conflict do nothing;
  select * into head from audit_head where tenant = mine for update;
  entry := row(mine, head.n + 1, clock_timestamp(), by_whom, what, about, with_details::text, null);
  entry.hash := sha256(head.hash || app.audit_bytes(entry));
  insert into audit_entry select (entry).*;
  update audit_head set n = entry.n, hash = entry.hash where tenant = mine;
  return entry.n;
end $$;

-- The first entry of the own log that does not follow from the one before it; null when the chain holds to its head.
create or replace function app.audit_broken_at() returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  entry audit_entry;
  previous bytea := decode(repeat('00', 32), 'hex');
  expected bigint := 1;
begin
  for entry in select * from audit_entry where tenant = mine order by n loop
    if entry.n <> expected or entry.hash <> sha256(previous || app.audit_bytes(entry)) then
      return expected;
    end if;
    previous := entry.hash;
    expected := expected + 1;
  end loop;
  if exists (select from audit_head where tenant = mine and (n <> expected - 1 or hash <> previous)) then
    return expected;
  end if;
  return null;
end $$;

revoke all on function app.audit_bytes(audit_entry), app.audit(text, text, text, jsonb), app.audit_broken_at() from public;
-- A tenant's session writes no line of its own choice: the functions that change something do, and app.record_act (090).
revoke all on function app.audit(text, text, text, jsonb) from platform_tenant;
grant execute on function app.audit_broken_at() to platform_tenant;
