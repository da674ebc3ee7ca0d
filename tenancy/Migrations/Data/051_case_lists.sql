-- What lists of cases are filtered and sorted by, and what proves the figures: a case's row says when it was accepted and whether it is late.

alter table case_file add column if not exists accepted_on date;
alter table case_file add column if not exists late boolean not null default false;
comment on column case_file.accepted_on is 'day of acceptance in the jurisdiction''s zone, as the figures count it; null = not accepted';
comment on column case_file.late is 'ended after the deadline then in force, or open and past it as last judged: late, and overdue now, in the figures';

drop index if exists case_file_open;
