-- By which way a refused event came: what is put right of it is recorded as told by that way.

alter table quarantine add column if not exists source smallint not null default 1;
comment on column quarantine.source is 'by which way it came (grains/Cases/CaseSource)';
