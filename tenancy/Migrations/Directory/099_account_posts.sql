-- Posts (岗位) of accounts: in which posts of a department a person acts at the platform's own forms. Given by administrators;
-- where none is given, a form records the post that the clerk states, and says so.

create table if not exists account_post (
  tenant integer not null,
  account uuid not null,
  department text collate "C" not null,
  post text collate "C" not null check (length(post) between 1 and 100),
  given_at timestamptz not null default now(),
  given_by text not null,
  primary key (tenant, account, department, post),
  foreign key (tenant, account) references account (tenant, id)
);
comment on column account_post.post is 'code of a post in the flows of the department''s items';
comment on column account_post.given_by is 'who gave it, as jurisdiction key / account name';

select app.isolate('account_post', 'platform_tenant');
grant select on account_post to platform_tenant;

-- The posts of an account in one department, all at once; what was before stands in the audit log.
create or replace function app.set_account_posts(
  actor_tenant integer, actor_session uuid, of_account uuid, of_department text, new_posts text[]) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account;
  its_name text;
  verdict text;
  former text[];
begin
  select name into its_name from account where tenant = mine and id = of_account for no key update;
  actor := app.administrator(actor_tenant, actor_session, mine);
  verdict := app.may_touch(actor, mine, of_account, false);
  if verdict <> 'ok' then
    return verdict;
  end if;
  former := array(select p.post from account_post p where p.tenant = mine and p.account = of_account and p.department = of_department order by 1);
  delete from account_post p where p.tenant = mine and p.account = of_account and p.department = of_department and p.post <> all (new_posts);
  insert into account_post (tenant, account, department, post, given_by)
    select distinct mine, of_account, of_department, post, app.actor_name(actor) from unnest(new_posts) as post
    on conflict do nothing;
  perform app.audit(app.actor_name(actor), 'account-posts-set', its_name,
    jsonb_build_object('department', of_department, 'posts', new_posts, 'before', former));
  return 'ok';
end $$;

revoke all on function app.set_account_posts(integer, uuid, uuid, text, text[]) from public;
grant execute on function app.set_account_posts(integer, uuid, uuid, text, text[]) to platform_tenant;
