-- Looking the log up for each entry took a fifth of an append. Only who holds the lock on a row of log_state appends, with that row's id,
-- and a log is never deleted (log_state_grows).
ALTER TABLE entry DROP CONSTRAINT entry_log;
