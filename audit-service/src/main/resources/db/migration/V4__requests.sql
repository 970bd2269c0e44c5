-- What one request did, over all subjects. Read out of the leaf as text: a leaf is canonical JSON, in which a quote inside a
-- value never stands without a backslash, and a strange one must not keep an entry from being appended.
CREATE FUNCTION request_of(body bytea) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN substring(convert_from(body, 'UTF8') FROM '"requestId":"([^"\\]{1,200})"');
CREATE INDEX entry_request ON entry (log_id, request_of(body), idx) WHERE request_of(body) IS NOT NULL;
