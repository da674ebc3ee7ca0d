-- People: accounts in their jurisdiction, the roles they hold, their sessions. Read and signed in by role platform_tenant
-- in the account's own jurisdiction; created, granted and suspended by the functions of 034 and 080 alone, which check who asks.

create table if not exists account (
  tenant integer not null,
  id uuid not null,
  name text collate "C" not null,
  normalized_name text collate "C" not null,
  display_name text not null,
  password_hash text,
  security_stamp text not null,
  version integer not null default 1,
  failed_count integer not null default 0,
  locked_until timestamptz,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (tenant, id)
);
create unique index if not exists account_name on account (tenant, normalized_name);
comment on column account.version is 'grows with every change of name, password or stamp: optimistic concurrency';
comment on column account.created_by is 'who created it, as jurisdiction key / account name';

create table if not exists account_role (
  tenant integer not null,
  id uuid not null,
  account uuid not null,
  role text collate "C" not null,
  over integer not null references jurisdiction (id),
  department text collate "C" not null default '',
  power smallint not null check (power in (1, 2)),
  granted_at timestamptz not null default now(),
  granted_by text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  primary key (tenant, id),
  foreign key (tenant, account) references account (tenant, id)
);
create unique index if not exists account_role_held on account_role (tenant, account, role, over, department, power) where revoked_at is null;
comment on column account_role.role is 'code of the role (tenancy/Permissions/RoleNames)';
comment on column account_role.over is 'the jurisdiction for which it is held: the account''s own or one below it';
comment on column account_role.department is 'code of the department for which it is held; empty for all';
comment on column account_role.power is '1 exercised, 2 held to be granted onward';

create table if not exists machine_client (
  tenant integer not null,
  client_id text collate "C" not null,
  name text not null,
  department text collate "C" not null,
  scopes text[] not null,
  secret_hash bytea not null,
  former_hash bytea,
  former_until timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  suspended_at timestamptz,
  primary key (tenant, client_id)
);
comment on column machine_client.secret_hash is 'SHA-256 of the secret, which is 256 random bits';
comment on column machine_client.former_hash is 'the secret before the last change, honoured until former_until';

-- What a cookie, a token and a hub connection carry is the id of such a row.
create table if not exists web_session (
  tenant integer not null,
  id uuid not null,
  account uuid,
  machine text collate "C",
  scopes text[],
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  primary key (tenant, id),
  foreign key (tenant, account) references account (tenant, id),
  foreign key (tenant, machine) references machine_client (tenant, client_id),
  check ((account is null) <> (machine is null))
);
create index if not exists web_session_account on web_session (tenant, account) where ended_at is null;
create index if not exists web_session_machine on web_session (tenant, machine) where ended_at is null;
create index if not exists web_session_expiry on web_session (tenant, expires_at);

-- Who suspended an account or a client, and from which jurisdiction: nobody below it lifts that.
-- What stood before is taken over once: who suspended stands in the audit log, and whoever administered could register
-- systems, for which the role is asked from now on.
do $$ begin
  if exists (select from pg_attribute where attrelid = 'account'::regclass and attname = 'suspended_from') then
    return;
  end if;
  alter table account add column suspended_by text, add column suspended_from integer references jurisdiction (id);
  alter table machine_client add column suspended_by text, add column suspended_from integer references jurisdiction (id);
  if to_regclass('audit_entry') is null then
    return;
  end if;
  alter table account no force row level security;
  alter table machine_client no force row level security;
  alter table account_role no force row level security;
  alter table audit_entry no force row level security;
  update account a set suspended_by = e.actor, suspended_from = j.id
    from audit_entry e join jurisdiction j on j.key = split_part(e.actor, '/', 1)
    where a.suspended_at is not null and e.tenant = a.tenant
      and e.n = (select max(l.n) from audit_entry l where l.tenant = a.tenant and l.action = 'account-suspended' and l.subject = a.name);
  update machine_client m set suspended_by = e.actor, suspended_from = j.id
    from audit_entry e join jurisdiction j on j.key = split_part(e.actor, '/', 1)
    where m.suspended_at is not null and e.tenant = m.tenant
      and e.n = (select max(l.n) from audit_entry l where l.tenant = m.tenant and l.action = 'machine-suspended' and l.subject = m.client_id);
  insert into account_role (tenant, id, account, role, over, power, granted_by, expires_at)
    select r.tenant, gen_random_uuid(), r.account, 'department-system', r.over, 2, 'platform', r.expires_at from account_role r
    where r.role = 'system-administrator' and r.power = 1 and r.department = '' and r.revoked_at is null and (r.expires_at is null or r.expires_at > now())
    on conflict do nothing;
  alter table account force row level security;
  alter table machine_client force row level security;
  alter table account_role force row level security;
  alter table audit_entry force row level security;
end $$;
comment on column account.suspended_by is 'who suspended it, as jurisdiction key / account name';
comment on column account.suspended_from is 'the jurisdiction of whoever suspended it; null where that is not known any more';

select app.isolate('account', 'platform_tenant');
select app.isolate('account_role', 'platform_tenant');
select app.isolate('machine_client', 'platform_tenant');
select app.isolate('web_session', 'platform_tenant');

grant select on account, account_role, machine_client, web_session to platform_tenant;
grant update (name, normalized_name, password_hash, security_stamp, version, failed_count, locked_until) on account to platform_tenant;
-- Sessions begin and end in the functions of 090; a session that is used says so itself.
revoke insert, update on web_session from platform_tenant;
grant update (last_seen_at) on web_session to platform_tenant;

-- The functions of 034 look upward from the tenant they serve to whoever asks: the owner's own policy on these tables
-- lets them read all rows, and write those of the sealed tenant alone.
do $$
declare t text;
begin
  foreach t in array array['account', 'account_role', 'web_session'] loop
    execute format('drop policy if exists platform_migrator_reads on %I', t);
    execute format('create policy platform_migrator_reads on %I for select to platform_migrator using (true)', t);
  end loop;
end $$;
