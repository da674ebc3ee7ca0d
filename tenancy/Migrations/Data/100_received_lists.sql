-- One index answers every filter of the list of open cases, one that of ended ones: what is filtered stands in the index, so that
-- rows that do not match are passed over without being fetched, and what remains comes in the order of the list. The list that proves
-- how many cases were received on a day asks when a case was opened.

create index if not exists case_file_working_list
  on case_file (tenant, department, due_at, id, item, handler, accepted_on, colour, status, source, late, opened_at) where ended_at is null;
create index if not exists case_file_ended_list
  on case_file (tenant, department, ended_at, id, item, handler, accepted_on, colour, status, source, late, opened_at) where ended_at is not null;
drop index if exists case_file_working;
drop index if exists case_file_ended;
