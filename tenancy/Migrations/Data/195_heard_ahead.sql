-- An ancestor that has heard more of an epoch than the history holds: it was restored from a backup and not recounted yet.

alter table tenant_due add column if not exists heard_ahead boolean not null default false;
comment on column tenant_due.heard_ahead is 'an ancestor has heard of commits of this epoch that are gone; a recount begins a new epoch and clears it';
grant update (heard_ahead) on tenant_due to platform_valve;
