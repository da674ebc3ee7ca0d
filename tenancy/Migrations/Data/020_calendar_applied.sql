-- Up to which calendar version a tenant's open cases have been marked for judging again.

create table if not exists calendar_applied (
  tenant integer primary key,
  version integer not null,
  applied_at timestamptz not null
);
select app.isolate('calendar_applied', 'platform_tenant', 'platform_journal');
grant select on calendar_applied to platform_tenant;
grant select, insert, update on calendar_applied to platform_journal;
