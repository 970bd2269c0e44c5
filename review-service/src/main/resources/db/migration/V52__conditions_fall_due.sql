-- The holder is warned once before a condition is due, and hands in what it has to show.
ALTER TABLE case_condition ADD warned_at timestamptz;
CREATE TABLE condition_evidence (
    id           uuid        NOT NULL CONSTRAINT condition_evidence_pk PRIMARY KEY,
    condition_id uuid        NOT NULL CONSTRAINT condition_evidence_of REFERENCES case_condition,
    shown        text        NOT NULL CONSTRAINT condition_evidence_shown CHECK (shown <> ''),
    documents    text[]      NOT NULL,
    handed_in_at timestamptz NOT NULL
);
CREATE INDEX condition_evidence_index ON condition_evidence (condition_id, id);
CREATE TRIGGER condition_evidence_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON condition_evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON condition_evidence TO ${runtimeRole};
