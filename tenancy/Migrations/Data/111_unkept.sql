-- Refused events that quarantine had no room for are missing until somebody of the department has said what became of them.

alter table department add column if not exists unkept_settled bigint not null default 0;
alter table department add column if not exists unkept_from timestamptz;
alter table department add column if not exists unkept_until timestamptz;
alter table department add column if not exists unkept_counts bigint[] not null default '{}';
alter table department add column if not exists unkept_times timestamptz[] not null default '{}';
comment on column department.unkept is 'refused events that quarantine had no room for, ever (grains/Journal/Rows/QuarantineRows)';
comment on column department.unkept_settled is 'how many of them somebody has settled; the rest is missing';
comment on column department.unkept_from is 'when the first of those that are missing came';
comment on column department.unkept_until is 'when the last of them came';
comment on column department.unkept_counts is 'how many there were, ever, after each of the latest batches of which some are missing';
comment on column department.unkept_times is 'when the first of each of these batches came that was not kept';

-- What came after the number that was seen stays missing, and its time begins with its own first batch; the same number again settles
-- nothing more.
create or replace function app.settle_unkept(of_department integer, up_to bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known department;
  many bigint;
  settled bigint;
  batch integer;
begin
  select * into known from department where tenant = app.tenant() and id = of_department for update;
  many := least(up_to, known.unkept) - known.unkept_settled;
  if many is null or many <= 0 then
    return 0;
  end if;
  settled := known.unkept_settled + many;
  if settled = known.unkept then
    update department set unkept_settled = settled, unkept_from = null, unkept_until = null, unkept_counts = '{}', unkept_times = '{}'
      where tenant = app.tenant() and id = of_department;
    return many;
  end if;
  select min(place) into batch from unnest(known.unkept_counts) with ordinality as b (reached, place) where reached > settled;
  update department set unkept_settled = settled, unkept_from = coalesce(known.unkept_times[batch], unkept_from),
      unkept_counts = unkept_counts[coalesce(batch, 1):], unkept_times = unkept_times[coalesce(batch, 1):]
    where tenant = app.tenant() and id = of_department;
  return many;
end $$;

revoke all on function app.settle_unkept(integer, bigint) from public;
grant execute on function app.settle_unkept(integer, bigint) to platform_tenant;
