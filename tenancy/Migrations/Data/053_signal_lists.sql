-- What lists of signals are filtered and sorted by: those that stand are what the figures count.
create index if not exists signal_contradicted on signal (tenant, raised_at, id, colour, department, rule) where contradicted;
