-- Text about persons, beside the entries and not in them: the leaf holds a salted commitment (ADR 0025). Erased for good,
-- never changed; the event `privacy.erased` stands in the log, appended in the same transaction.
CREATE TABLE personal_part (
    log_id  smallint NOT NULL,
    idx     bigint   NOT NULL,
    salt    bytea    NOT NULL CONSTRAINT personal_part_salt CHECK (octet_length(salt) = 32),
    content text     NOT NULL,
    CONSTRAINT personal_part_pk PRIMARY KEY (log_id, idx)
);
GRANT SELECT, INSERT, DELETE ON personal_part TO ${runtimeRole};
