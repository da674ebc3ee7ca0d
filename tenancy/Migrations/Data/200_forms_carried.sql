-- What ancestors see of how far a department is connected: whether it has a system at all, or works on the platform's own forms.

alter table department_directory add column if not exists has_system boolean;
comment on column department_directory.has_system is 'null = never told';

grant select (has_system) on department to platform_valve;
