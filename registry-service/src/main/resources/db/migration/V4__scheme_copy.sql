-- Copy of each scheme version that review-service has shown, so that vendors go on while it is down.
CREATE TABLE scheme_copy (
    code           text        NOT NULL,
    version        integer     NOT NULL,
    effective_from date        NOT NULL,
    content        jsonb       NOT NULL,
    copied_at      timestamptz NOT NULL,
    CONSTRAINT scheme_copy_pk PRIMARY KEY (code, version)
);
GRANT SELECT, INSERT, UPDATE ON scheme_copy TO ${runtimeRole};
