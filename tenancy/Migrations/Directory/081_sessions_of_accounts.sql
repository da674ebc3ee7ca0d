-- When an account was last used stands in its sessions, ended ones included; lists of accounts look there. The column itself is
-- not in the index, so that touching a session stays an update in place.
create index if not exists web_session_of_account on web_session (tenant, account) where account is not null;
