-- Schemes: a published version never changes (ADR 0011).
CREATE TABLE scheme_version (
    code           text    NOT NULL,
    version        integer NOT NULL,
    effective_from date    NOT NULL,
    content        text    NOT NULL,
    CONSTRAINT scheme_version_pk PRIMARY KEY (code, version)
);

CREATE SEQUENCE case_number;
CREATE TABLE case_file (
    id                 uuid        NOT NULL CONSTRAINT case_file_pk PRIMARY KEY,
    number             text        NOT NULL CONSTRAINT case_file_number_unique UNIQUE,
    application_id     uuid        NOT NULL CONSTRAINT case_file_application_unique UNIQUE,
    application_number text        NOT NULL,
    revision           integer     NOT NULL,
    kind               text        NOT NULL,
    vendor_id          uuid        NOT NULL,
    vendor_name        text        NOT NULL,
    model_name         text        NOT NULL,
    version_label      text        NOT NULL,
    manifest_digest    text        NOT NULL,
    scheme_code        text        NOT NULL,
    scheme_version     integer,
    track              text        NOT NULL,
    region             text        NOT NULL,
    dossier            text        NOT NULL,
    status             text        NOT NULL CONSTRAINT case_file_status CHECK (status IN ('SUBMITTED', 'RETURNED', 'ACCEPTED',
        'REGIONAL_REVIEW', 'TESTING', 'INFO_REQUESTED', 'REGIONAL_RECOMMENDED', 'CENTRAL_REVIEW', 'DECISION_PROPOSED',
        'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'UNDER_APPEAL')),
    submitted_at       timestamptz NOT NULL,
    accepted_at        timestamptz,
    officer            text,
    defects            text        NOT NULL,
    decided_by         text,
    version            bigint      NOT NULL,
    CONSTRAINT case_file_scheme FOREIGN KEY (scheme_code, scheme_version) REFERENCES scheme_version,
    CONSTRAINT case_file_accepted CHECK (status IN ('SUBMITTED', 'RETURNED', 'WITHDRAWN', 'LAPSED') OR scheme_version IS NOT NULL),
    CONSTRAINT case_file_decided CHECK ((status IN ('APPROVED', 'REFUSED', 'UNDER_APPEAL')) = (decided_by IS NOT NULL))
);
CREATE INDEX case_file_queue ON case_file (submitted_at, id);
CREATE INDEX case_file_status_queue ON case_file (status, submitted_at, id);

-- Who filled which duty: insert-only, and separated whatever the service thinks.
CREATE TABLE performed_duty (
    case_id uuid        NOT NULL CONSTRAINT performed_duty_case REFERENCES case_file,
    person  text        NOT NULL,
    duty    text        NOT NULL CONSTRAINT performed_duty_kind CHECK (duty IN ('INTAKE', 'CASE_OFFICER', 'TESTER', 'SECOND_READER', 'DECISION')),
    since   timestamptz NOT NULL,
    CONSTRAINT performed_duty_pk PRIMARY KEY (case_id, person, duty)
);
CREATE FUNCTION separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM case_file WHERE id = NEW.case_id FOR UPDATE;  -- two duties of one case are taken one after the other
    IF EXISTS (SELECT 1 FROM performed_duty AS done
               WHERE done.case_id = NEW.case_id AND done.person = NEW.person AND done.duty <> NEW.duty
                 AND ('DECISION' IN (done.duty, NEW.duty)
                   OR ('CASE_OFFICER' IN (done.duty, NEW.duty)
                       AND (done.duty IN ('SECOND_READER', 'TESTER') OR NEW.duty IN ('SECOND_READER', 'TESTER'))))) THEN
        RAISE EXCEPTION 'duties_separated: one person, two duties' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER duties_separated BEFORE INSERT ON performed_duty FOR EACH ROW EXECUTE FUNCTION separate_duties();

CREATE TABLE assessment (
    case_id     uuid        NOT NULL CONSTRAINT assessment_case REFERENCES case_file,
    clause      text        NOT NULL,
    verdict     text        NOT NULL CONSTRAINT assessment_verdict CHECK (verdict IN ('COMPLIES', 'DOES_NOT_COMPLY', 'NOT_APPLICABLE')),
    reason      text        NOT NULL,
    evidence    text[]      NOT NULL,
    assessed_by text        NOT NULL,
    assessed_at timestamptz NOT NULL,
    version     bigint      NOT NULL,
    CONSTRAINT assessment_pk PRIMARY KEY (case_id, clause),
    CONSTRAINT assessment_grounds CHECK (reason <> '' OR cardinality(evidence) > 0)
);

-- The applicant's, the tester's and the accepted value are three facts; a later count is a new row.
CREATE TABLE evaluation (
    id          uuid        NOT NULL CONSTRAINT evaluation_pk PRIMARY KEY,
    case_id     uuid        NOT NULL CONSTRAINT evaluation_case REFERENCES case_file,
    suite       text        NOT NULL,
    party       text        NOT NULL CONSTRAINT evaluation_party CHECK (party IN ('APPLICANT', 'TESTER', 'ACCEPTED')),
    sampled     bigint      NOT NULL CONSTRAINT evaluation_sampled CHECK (sampled >= 1),
    passed      bigint      NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT evaluation_passed CHECK (passed BETWEEN 0 AND sampled)
);
CREATE INDEX evaluation_case_index ON evaluation (case_id, recorded_at);

CREATE TABLE recommendation (
    case_id        uuid        NOT NULL CONSTRAINT recommendation_pk PRIMARY KEY CONSTRAINT recommendation_case REFERENCES case_file,
    outcome        text        NOT NULL CONSTRAINT recommendation_outcome CHECK (outcome IN ('GRANT', 'REFUSE')),
    reasons        text        NOT NULL CONSTRAINT recommendation_reasons CHECK (reasons <> ''),
    recommended_by text        NOT NULL,
    recommended_at timestamptz NOT NULL,
    duty           text        NOT NULL GENERATED ALWAYS AS ('SECOND_READER') STORED,
    CONSTRAINT recommendation_duty FOREIGN KEY (case_id, recommended_by, duty) REFERENCES performed_duty
);

CREATE TABLE decision (
    case_id    uuid        NOT NULL CONSTRAINT decision_pk PRIMARY KEY CONSTRAINT decision_recommended REFERENCES recommendation,
    outcome    text        NOT NULL CONSTRAINT decision_outcome CHECK (outcome IN ('GRANTED', 'GRANTED_WITH_CONDITIONS', 'REFUSED')),
    reasons    text        NOT NULL CONSTRAINT decision_reasons CHECK (reasons <> ''),
    conditions text        NOT NULL,
    decided_by text        NOT NULL,
    decided_at timestamptz NOT NULL,
    duty       text        NOT NULL GENERATED ALWAYS AS ('DECISION') STORED,
    CONSTRAINT decision_duty FOREIGN KEY (case_id, decided_by, duty) REFERENCES performed_duty,
    CONSTRAINT decision_by_unique UNIQUE (case_id, decided_by)
);
-- A case is decided by exactly the person of its decision.
ALTER TABLE case_file ADD CONSTRAINT case_file_decision FOREIGN KEY (id, decided_by)
    REFERENCES decision (case_id, decided_by) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % refused: it is on record', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER scheme_version_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON scheme_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER performed_duty_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON performed_duty FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evaluation_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON evaluation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recommendation_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON recommendation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON scheme_version, performed_duty, evaluation, recommendation, decision TO ${runtimeRole};
GRANT SELECT, INSERT, UPDATE ON case_file, assessment TO ${runtimeRole};
GRANT USAGE ON SEQUENCE case_number TO ${runtimeRole};
