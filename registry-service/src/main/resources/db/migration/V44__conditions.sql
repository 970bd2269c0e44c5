-- Conditions of licences as the authority follows them, and what their holders show for them.
CREATE TABLE held_condition (
    id             uuid        NOT NULL CONSTRAINT held_condition_pk PRIMARY KEY,
    application_id uuid        NOT NULL CONSTRAINT held_condition_application REFERENCES application,
    code           text        NOT NULL,
    text           text        NOT NULL,
    due_on         date,
    evidence       text,
    status         text        NOT NULL CONSTRAINT held_condition_status CHECK (status IN ('OPEN', 'MET', 'OVERDUE', 'REPLACED')),
    since          timestamptz NOT NULL,
    warned_at      timestamptz,
    version        bigint      NOT NULL
);
CREATE INDEX held_condition_of_application ON held_condition (application_id, code);
CREATE TABLE condition_evidence (
    id           uuid        NOT NULL CONSTRAINT condition_evidence_pk PRIMARY KEY,
    condition_id uuid        NOT NULL CONSTRAINT condition_evidence_of REFERENCES held_condition,
    shown        text        NOT NULL,
    documents    jsonb       NOT NULL,
    handed_in_at timestamptz NOT NULL
);
CREATE INDEX condition_evidence_index ON condition_evidence (condition_id, id);
CREATE TRIGGER condition_evidence_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON condition_evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT, UPDATE ON held_condition TO ${runtimeRole};
GRANT SELECT, INSERT ON condition_evidence TO ${runtimeRole};
