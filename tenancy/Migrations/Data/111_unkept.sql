-- Refused events that quarantine had no room for are missing until somebody of the department has said what became of them.

alter table department add column if not exists unkept_settled bigint not null default 0;
alter table department add column if not exists unkept_from timestamptz;
alter table department add column if not exists unkept_until timestamptz;
comment on column department.unkept is 'refused events that quarantine had no room for, ever (grains/Journal/Rows/QuarantineRows)';
comment on column department.unkept_settled is 'how many of them somebody has settled; the rest is missing';
comment on column department.unkept_from is 'when the first of those that are missing came';
comment on column department.unkept_until is 'when the last of them came';

-- What came after the number that was seen stays missing; the same number again settles nothing more.
create or replace function app.settle_unkept(of_department integer, up_to bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known department;
  many bigint;
begin
  select * into known from department where tenant = app.tenant() and id = of_department for update;
  many := least(up_to, known.unkept) - known.unkept_settled;
  if many is null or many <= 0 then
    return 0;
  end if;
  update department set unkept_settled = unkept_settled + many,
      unkept_from = case when unkept > unkept_settled + many then unkept_from end,
      unkept_until = case when unkept > unkept_settled + many then unkept_until end
    where tenant = app.tenant() and id = of_department;
  return many;
end $$;

revoke all on function app.settle_unkept(integer, bigint) from public;
grant execute on function app.settle_unkept(integer, bigint) to platform_tenant;
