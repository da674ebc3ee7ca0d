-- Imports of history through the site: what was uploaded, how far it is, what came of it, what was wrong with it.

create table if not exists import_job (
  tenant integer not null,
  id uuid not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  actor text not null,
  file_name text not null,
  profile text not null,
  status smallint not null default 1,
  fraction real not null default 0,
  events bigint not null default 0,
  refused bigint not null default 0,
  summary text,
  fault text,
  primary key (tenant, id)
);
create index if not exists import_job_recent on import_job (tenant, created_at);
comment on column import_job.status is '1 waiting or running, 2 ended, 3 failed as a whole';
comment on column import_job.summary is 'web/Import/ImportSummary as JSON once it has ended';
comment on column import_job.fault is 'why it failed as a whole';

create table if not exists import_fault (
  tenant integer not null,
  job uuid not null,
  n integer not null,
  lines text not null,
  primary key (tenant, job, n),
  foreign key (tenant, job) references import_job (tenant, id)
);
comment on column import_fault.lines is 'up to 500 lines of the error report; an import that is made again makes the same ones';

select app.isolate('import_job', 'platform_tenant');
select app.isolate('import_fault', 'platform_tenant');
grant select, insert, update on import_job to platform_tenant;
grant select, insert on import_fault to platform_tenant;
