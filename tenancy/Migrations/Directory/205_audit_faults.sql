-- What of the own audit log is not as it was appended, read as of one moment: one row for each fault, up to which number it reaches.
create or replace function app.audit_faults() returns table (n bigint, until bigint, fault text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  head audit_head;
  entry audit_entry;
  previous bytea := decode(repeat('00', 32), 'hex');
  last bigint := 0;
begin
  for entry in select * from audit_entry e where e.tenant = mine order by e.n loop
    -- What follows a gap cannot be recomputed: the hash that it was tied to is gone with the gap.
    if entry.n > last + 1 then
      return query select last + 1, entry.n - 1, 'missing';
    elsif entry.n <= last then
      return query select entry.n, entry.n, 'doubled';
    elsif entry.hash is distinct from sha256(previous || app.audit_bytes(entry)) then
      return query select entry.n, entry.n, 'altered';
    end if;
    previous := coalesce(entry.hash, '');
    last := entry.n;
  end loop;
  select * into head from audit_head h where h.tenant = mine;
  if coalesce(head.n, 0) > last then
    return query select last + 1, head.n, 'missing';
  elsif coalesce(head.n, 0) <> last or (last > 0 and head.hash is distinct from previous) then
    return query select coalesce(head.n, 0), last, 'head';
  end if;
end $$;

-- Where the own log ends: what a seal outside the database keeps of it.
create or replace function app.audit_end() returns table (n bigint, hash bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select h.n, h.hash from audit_head h where h.tenant = app.tenant()
$$;

-- The hashes of these entries of the own log, to be compared with such seals.
create or replace function app.audit_hashes(numbers bigint[]) returns table (n bigint, hash bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.n, e.hash from audit_entry e where e.tenant = app.tenant() and e.n = any (numbers) and e.hash is not null
$$;

revoke all on function app.audit_faults(), app.audit_end(), app.audit_hashes(bigint[]) from public;
grant execute on function app.audit_faults(), app.audit_end(), app.audit_hashes(bigint[]) to platform_tenant;
