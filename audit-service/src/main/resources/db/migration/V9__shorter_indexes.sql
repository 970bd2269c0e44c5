-- One request and one application have few entries: with nothing behind the value, equal ones share their place in the index.
DROP INDEX entry_request;
DROP INDEX entry_application;
CREATE INDEX entry_request ON entry (log_id, request_id) WHERE request_id IS NOT NULL;
CREATE INDEX entry_application ON entry (log_id, application_id) WHERE application_id IS NOT NULL;
