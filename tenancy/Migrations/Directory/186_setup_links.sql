-- Who made a link to set up a province: the province's audit log tells it once there is one.
alter table setup_invitation add column if not exists made_by text;
comment on column setup_invitation.made_by is 'login on the machine under which it was made; null for one that an earlier version made';
