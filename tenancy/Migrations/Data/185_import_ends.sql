-- An import names its intent in the audit log, so that whoever finds it over tells the end, though its upload is gone from every disk.
-- So many of a jurisdiction wait or run at once: each takes a place of its own.

alter table import_job add column if not exists intent bigint;
alter table import_job add column if not exists end_told boolean not null default false;
alter table import_job add column if not exists place smallint;
comment on column import_job.intent is 'number of its intent in the audit log; null for one that an earlier version took in';
comment on column import_job.end_told is 'the audit log has its end';
comment on column import_job.place is 'its place among those that wait or run (web/Import/Jobs/ImportJobs.MostOpen); null for one that an earlier version took in';

create index if not exists import_job_untold on import_job (tenant, id) where intent is not null and not end_told;
create unique index if not exists import_job_place on import_job (tenant, place) where status = 1;
