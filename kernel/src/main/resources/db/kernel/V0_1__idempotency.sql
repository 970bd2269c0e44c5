-- Answers of POST requests with an Idempotency-Key, kept for 24 hours (design, section 6).
CREATE TABLE idempotency (
    scope       text        NOT NULL CONSTRAINT idempotency_pk PRIMARY KEY,  -- hash of caller, method, path and key
    fingerprint text        NOT NULL,                                        -- hash of the request
    status      integer     NOT NULL,
    location    text,
    etag        text,
    body        text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotency_created_at ON idempotency (created_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO ${runtimeRole};
