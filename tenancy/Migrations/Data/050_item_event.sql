-- The life of items: who drafted, checked, settled, reviewed, published and retired what, and when. Never changed, only added to.

create table if not exists item_event (
  tenant integer not null,
  item integer not null,
  n integer not null,
  at timestamptz not null default now(),
  actor text not null,
  body jsonb not null,
  primary key (tenant, item, n),
  foreign key (tenant, item) references item (tenant, id)
);
comment on column item_event.body is 'grains/Catalogue/ItemEvent in its JSON form';
select app.isolate('item_event', 'platform_tenant');
grant select, insert on item_event to platform_tenant;

-- A published catalogue entry is for everybody to read, neighbours and ancestors included; drafts are not.
grant select on item, item_version to platform_public;
drop policy if exists platform_public_published on item_version;
create policy platform_public_published on item_version as restrictive for select to platform_public
  using (status in (4, 5) and coalesce((body -> 'elements' ->> 'public')::boolean, true));
drop policy if exists platform_public_published on item;
create policy platform_public_published on item as restrictive for select to platform_public
  using (exists (select from item_version v where v.tenant = item.tenant and v.item = item.id));
drop policy if exists platform_public_rows on department;
create policy platform_public_rows on department for select to platform_public using (tenant = (select app.tenant()));
grant select (tenant, id, code, name, vertical, has_system) on department to platform_public;
