-- Lists whose lines may share an instant: a storm raises thousands at one, and a page goes on within them.

create index if not exists escalation_latest on escalation (tenant, raised_at, origin, signal);
create index if not exists escalation_latest_of on escalation (tenant, origin, raised_at, signal);
drop index if exists escalation_recent;
drop index if exists escalation_origin;

-- A day's list asks since when a fault is true, which may be later than the day on which it was raised.
create index if not exists signal_standing_list on signal (tenant, raised_at, id, colour, department, rule, true_from)
  where status <> 3 and not contradicted;
drop index if exists signal_standing;
