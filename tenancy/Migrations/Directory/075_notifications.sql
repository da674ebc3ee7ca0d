-- When a person last looked at the notifications: what is newer is counted in the bar, on whichever node and device.

create table if not exists notification_seen (
  tenant integer not null,
  account uuid not null,
  seen_at timestamptz not null,
  primary key (tenant, account),
  foreign key (tenant, account) references account (tenant, id)
);

select app.isolate('notification_seen', 'platform_tenant');
grant select, insert, update on notification_seen to platform_tenant;
