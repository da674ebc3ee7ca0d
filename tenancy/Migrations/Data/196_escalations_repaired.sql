-- A recount takes escalations out that no signal stands behind.

grant delete on escalation to platform_journal;
