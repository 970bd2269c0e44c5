-- What the service found when it read its own log again, and how far a reading is. Not append-only: progress is written here.
CREATE TABLE self_audit (
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY CONSTRAINT self_audit_pk PRIMARY KEY,
    kind         text        NOT NULL CONSTRAINT self_audit_kind CHECK (kind IN ('SUFFIX', 'FULL')),
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    first        bigint      NOT NULL CONSTRAINT self_audit_first CHECK (first >= 0 AND first % 256 = 0),
    size         bigint      NOT NULL,
    checked      bigint      NOT NULL CONSTRAINT self_audit_checked CHECK (checked BETWEEN first AND size),
    -- of the tree below `checked`, rounded down to a full tile: there the next reading begins
    frontier     bytea       NOT NULL,
    finished_at  timestamptz,
    fault        text,
    CONSTRAINT self_audit_fault_ends CHECK (fault IS NULL OR finished_at IS NOT NULL)
);
CREATE UNIQUE INDEX self_audit_one_waiting ON self_audit (kind) WHERE finished_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON self_audit TO ${runtimeRole};
