-- Cases and departments that the sweep could not judge: set aside, so that they hold up nothing else, and tried again later.

create table if not exists set_aside (
  tenant integer not null,
  kind smallint not null,
  grain bigint not null,
  code text not null,
  place text not null,
  software text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  retry_at timestamptz not null,
  times integer not null,
  resolved_at timestamptz,
  primary key (tenant, kind, grain)
);
comment on table set_aside is 'one row for each grain; it is kept once it could be judged again, with resolved_at';
comment on column set_aside.kind is '1 a case (its id), 2 a department (its id)';
comment on column set_aside.code is 'what went wrong, without a word from the data (grains/Journal/Aside/Ailment)';
comment on column set_aside.place is 'where in the program';
comment on column set_aside.software is 'version of the program that failed; another one tries again at once';
create index if not exists set_aside_open on set_aside (tenant, retry_at) where resolved_at is null;
select app.isolate('set_aside', 'platform_tenant', 'platform_journal');
grant select on set_aside to platform_tenant;
grant select, insert, update on set_aside to platform_journal;

-- How many, without a word about which: what health and metrics tell of a database.
alter table tenant_due add column if not exists set_aside integer not null default 0;
