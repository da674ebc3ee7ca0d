-- The list that proves how many cases were received on a day: when a case was opened stands in the indexes of lists too, so that
-- the rows of other days are passed over without being fetched.

create index if not exists case_file_working_list
  on case_file (tenant, department, due_at, id, item, handler, accepted_on, colour, status, source, late, opened_at) where ended_at is null;
create index if not exists case_file_ended_list
  on case_file (tenant, department, ended_at, id, item, handler, accepted_on, colour, status, source, late, opened_at) where ended_at is not null;
drop index if exists case_file_working;
drop index if exists case_file_ended;
