-- An import is made by one node at a time, and can be cancelled.

alter table import_job add column if not exists claimed_by uuid;
alter table import_job add column if not exists claimed_at timestamptz;
alter table import_job add column if not exists cancelled_by text;
comment on column import_job.status is '1 waiting or running, 2 ended, 3 failed as a whole, 4 cancelled';
comment on column import_job.claimed_by is 'the run of a node that makes it; who has not been heard of for 2 minutes (claimed_at) is gone';
comment on column import_job.cancelled_by is 'who cancelled it, by sign-in name';
