-- Open cases are judged again whenever the calendar that holds for them is another: a closure, but also a move in the tree or a
-- change of zone, which have no version of their own.

alter table calendar_applied add column if not exists basis text;
comment on column calendar_applied.basis is 'version, zone and way in the tree of the calendar last applied; null = as written by an earlier version of the platform';
