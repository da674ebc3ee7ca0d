-- What the screens of the catalogue ask for: which drafts are incomplete, and uploads that wait to be looked at before they are taken in.

alter table item_version add column if not exists lacking smallint;
comment on column item_version.lacking is 'how much keeps the document from being published (grains/Catalogue/Completeness); null = written before anybody counted';

create table if not exists catalogue_upload (
  tenant integer not null,
  id uuid not null,
  at timestamptz not null default now(),
  actor text not null,
  file_name text not null,
  options jsonb not null,
  body bytea not null,
  taken_at timestamptz,
  outcome jsonb,
  primary key (tenant, id)
);
create index if not exists catalogue_upload_age on catalogue_upload (tenant, at);
comment on column catalogue_upload.body is 'the file; emptied after a day';
comment on column catalogue_upload.options is 'web/Catalogue/Import/ItemImport.Options';
comment on column catalogue_upload.outcome is 'web/Catalogue/Import/ItemImportAnswer once it was taken in; null while it is only looked at';

select app.isolate('catalogue_upload', 'platform_tenant');
grant select, insert, update on catalogue_upload to platform_tenant;
