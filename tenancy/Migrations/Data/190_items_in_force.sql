-- How many items of each department may be handled today, one definition for the dashboard at home and for what ancestors are told: as
-- CatalogueItem.IsInForce (grains/Journal) says, published, effective and not retired. Today is that of the zone named.
create or replace function app.items_in_force(zone text) returns table (department integer, items integer)
  language sql stable security definer set search_path = public, pg_temp as $$
    select i.department, count(*)::integer
    from item i
    join lateral (
      select min(effective_from) as since, (array_agg(effective_until order by version desc))[1] as until
      from item_version where tenant = i.tenant and item = i.id and status in (4, 5)) v
      on v.since <= (now() at time zone zone)::date and coalesce(v.until > (now() at time zone zone)::date, true)
    where i.tenant = app.tenant()
    group by i.department
  $$;
revoke all on function app.items_in_force(text) from public;
grant execute on function app.items_in_force(text) to platform_tenant, platform_valve;

-- So the valve needs to see no item any more.
drop policy if exists platform_valve_rows on item;
revoke select (tenant, department) on item from platform_valve;

-- The valve asks with every parcel: without the documents, which are long, an index has all that the question needs.
create index if not exists item_version_days on item_version (tenant, item, effective_from, version, effective_until, status);
