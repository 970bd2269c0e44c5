-- What was decided and why, as review-service told it, for the applicant; after an appeal there is more than one.
CREATE TABLE decision (
    application_id uuid        NOT NULL CONSTRAINT decision_application REFERENCES application,
    number         integer     NOT NULL,
    outcome        text        NOT NULL CONSTRAINT decision_outcome CHECK (outcome IN ('GRANTED', 'GRANTED_WITH_CONDITIONS', 'REFUSED')),
    decided_at     timestamptz NOT NULL,
    scheme_code    text        NOT NULL,
    scheme_version integer     NOT NULL,
    reasons        text        NOT NULL,
    legal_basis    text,
    clause_reasons jsonb       NOT NULL,
    waivers        jsonb       NOT NULL,
    conditions     jsonb       NOT NULL,
    appeal_by      date,
    upheld_for     text,
    published      boolean     NOT NULL,  -- a refusal under a scheme that shows them to the public
    CONSTRAINT decision_pk PRIMARY KEY (application_id, number)
);
CREATE INDEX decision_published ON decision (decided_at DESC, application_id) WHERE published;
CREATE TRIGGER decision_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON decision TO ${runtimeRole};
