-- What has become of the last one-time link of each account here: asked the same way as when it is used.
create or replace function app.account_links(of_account uuid) returns table (account uuid, state text, until_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (i.account) i.account,
    case
      when i.used_at is not null then 'used'
      when i.expires_at <= now() then 'expired'
      when a.suspended_at is not null or not app.still_opens(i) then 'void'
      else 'open' end,
    i.expires_at
  from account_invitation i join account a on a.tenant = i.tenant and a.id = i.account
  where i.tenant = app.tenant() and (of_account is null or i.account = of_account)
  order by i.account, i.created_at desc, i.used_at nulls first
$$;
revoke all on function app.account_links(uuid) from public;
grant execute on function app.account_links(uuid) to platform_tenant;
