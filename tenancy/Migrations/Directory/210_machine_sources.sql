-- By which way a machine client tells: what two clients tell of one act is known for the same where their ways differ.

alter table machine_client add column if not exists source text collate "C" not null default 'interface';
comment on column machine_client.source is 'by which way it tells: a code of tenancy/Machines/MachineSources';

drop function if exists app.put_machine(integer, uuid, text, text, text, text[], bytea);

create or replace function app.put_machine(
  actor_tenant integer, actor_session uuid, new_client text, new_name text, new_department text, new_scopes text[], new_hash bytea, new_source text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine integer := app.tenant();
  actor account := app.administrator(actor_tenant, actor_session, mine);
begin
  if actor.id is null then
    return 'not-permitted';
  end if;
  if not app.may_hand_on(actor, 'department-system', mine, new_department, null) then
    return 'system-not-held';
  end if;
  insert into machine_client (tenant, client_id, name, department, scopes, source, secret_hash, created_by)
    values (mine, new_client, new_name, new_department, new_scopes, new_source, new_hash, app.actor_name(actor))
    on conflict (tenant, client_id) do nothing;
  if not found then
    return 'name-taken';
  end if;
  perform app.audit(app.actor_name(actor), 'machine-registered', new_client, jsonb_build_object('department', new_department, 'scopes', new_scopes, 'source', new_source));
  return 'ok';
end $$;

revoke all on function app.put_machine(integer, uuid, text, text, text, text[], bytea, text) from public;
grant execute on function app.put_machine(integer, uuid, text, text, text, text[], bytea, text) to platform_tenant;
