-- Silence is watched while a department has a system: when it last had one until it was moved to the forms, and since when it has one again.
alter table department add column if not exists system_until timestamptz;
alter table department add column if not exists system_since timestamptz;
comment on column department.system_until is 'when it was last moved to the forms; null = never, or before this was kept';
comment on column department.system_since is 'since when it has a system again; null = from the beginning';
