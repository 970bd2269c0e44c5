-- What the log answers for decisions and licences (docs/audit-guide.md): wanted with the event, filled when the log has it.
CREATE TABLE receipt (
    event_id       uuid        NOT NULL CONSTRAINT receipt_pk PRIMARY KEY,
    application_id uuid        NOT NULL CONSTRAINT receipt_application REFERENCES application (id),
    licence_number text        CONSTRAINT receipt_licence REFERENCES licence (number),  -- null: the decision's own
    entry_index    bigint,
    leaf           bytea,
    proof          text,
    asked_at       timestamptz,                                                         -- last time in vain
    CONSTRAINT receipt_whole CHECK (num_nulls(entry_index, leaf, proof) IN (0, 3))
);
CREATE INDEX receipt_missing ON receipt (asked_at NULLS FIRST, event_id) WHERE proof IS NULL;
CREATE INDEX receipt_licence_number ON receipt (licence_number, event_id) WHERE licence_number IS NOT NULL;
CREATE INDEX receipt_decision ON receipt (application_id, event_id) WHERE licence_number IS NULL;
GRANT SELECT, INSERT, UPDATE ON receipt TO ${runtimeRole};

-- A certificate is public; the receipt of a decision is the applicant's (ADR 0019).
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY certified ON receipt FOR SELECT USING (licence_number IS NOT NULL);
CREATE POLICY own ON receipt
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));
