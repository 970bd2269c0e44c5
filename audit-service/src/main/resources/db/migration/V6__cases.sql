-- What belongs to one application: its case, its licence, what hangs on them. Read out of the leaf, as in V4.
CREATE FUNCTION application_of(body bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN substring(convert_from(body, 'UTF8') FROM '"applicationId":"([0-9a-f-]{36})"');
CREATE INDEX entry_application ON entry (log_id, application_of(body), subject) WHERE application_of(body) IS NOT NULL;
