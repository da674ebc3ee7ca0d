-- The keys that protect cookies and tokens, shared by all nodes. They belong to no tenant; what stands here is encrypted
-- with a key derived from the platform key, which no database has.

create table if not exists data_protection_key (
  name text primary key,
  xml text not null,
  created_at timestamptz not null default now()
);
revoke all on data_protection_key from public;
grant select, insert on data_protection_key to platform_silo;

-- One-time invitations to create the first provincial administrator. The invitation itself is not kept, only its SHA-256.
create table if not exists setup_invitation (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
revoke all on setup_invitation from public;
grant select, insert, update (used_at) on setup_invitation to platform_silo;
