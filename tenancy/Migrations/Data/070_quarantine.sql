-- What becomes of a refused event: corrected and sent again, or dismissed; by whom, when, and what came of it.

alter table quarantine add column if not exists claim bytea;
alter table quarantine add column if not exists claimed_at timestamptz;
alter table quarantine add column if not exists claimed_by text;
alter table quarantine add column if not exists correction bytea;
alter table quarantine add column if not exists resolved_at timestamptz;
alter table quarantine add column if not exists resolved_by text;
alter table quarantine add column if not exists reason text;
alter table quarantine add column if not exists result_event text;
alter table quarantine add column if not exists result_case text collate "C";
alter table quarantine add column if not exists attempt_of bytea;
-- A field's name comes from outside and has any length; an index entry has not.
alter table quarantine add column if not exists field_key text generated always as (left(field, 64)) stored;

comment on column quarantine.status is '0 open, 1 resubmitted, 2 dismissed, 3 a refused correction of another entry (attempt_of), not listed';
comment on column quarantine.claim is 'the bytes that are on their way to the journal: written before they are sent, so that what a crash leaves half done can be finished';
comment on column quarantine.correction is 'the corrected bytes that were recorded; null where the original itself was';

-- Everything that lists are filtered by stands in both: what does not match is passed over without being fetched.
create index if not exists quarantine_state on quarantine (tenant, status, last_at, content_key, department, code, field_key);
create index if not exists quarantine_department on quarantine (tenant, status, department, last_at, content_key, code, field_key);
drop index if exists quarantine_recent;

grant update (status, claim, claimed_at, claimed_by, correction, resolved_at, resolved_by, reason, result_event, result_case, attempt_of)
  on quarantine to platform_tenant;
