-- The applicant is heard before a decision against it, where the scheme says so.
CREATE TABLE hearing (
    case_id          uuid        NOT NULL CONSTRAINT hearing_case REFERENCES case_file,
    number           integer     NOT NULL,
    intended_outcome text        NOT NULL CONSTRAINT hearing_outcome CHECK (intended_outcome IN ('REFUSED', 'GRANTED_WITH_CONDITIONS')),
    reasons          text        NOT NULL CONSTRAINT hearing_reasons CHECK (reasons <> ''),
    noticed_by       text        NOT NULL,
    noticed_at       timestamptz NOT NULL,
    answer_by        date        NOT NULL,
    statement        text        CONSTRAINT hearing_statement CHECK (statement <> ''),
    documents        text[]      NOT NULL,
    over_at          timestamptz,
    version          bigint      NOT NULL,
    CONSTRAINT hearing_pk PRIMARY KEY (case_id, number),
    CONSTRAINT hearing_over CHECK (statement IS NULL OR over_at IS NOT NULL)
);
CREATE UNIQUE INDEX hearing_open ON hearing (case_id) WHERE over_at IS NULL;
CREATE INDEX hearing_waiting ON hearing (answer_by) WHERE over_at IS NULL;
CREATE FUNCTION refuse_second_hearing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.over_at IS NOT NULL OR NEW.reasons <> OLD.reasons OR NEW.noticed_at <> OLD.noticed_at THEN
        RAISE EXCEPTION 'hearing: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hearing_once BEFORE UPDATE ON hearing FOR EACH ROW EXECUTE FUNCTION refuse_second_hearing();
GRANT SELECT, INSERT, UPDATE ON hearing TO ${runtimeRole};

-- A case that an appeal sends back is decided again, by another person; every decision stays on record.
ALTER TABLE case_file DROP CONSTRAINT case_file_decision;
ALTER TABLE decision DROP CONSTRAINT decision_pk;
ALTER TABLE decision ADD number integer NOT NULL DEFAULT 1;
ALTER TABLE decision ALTER number DROP DEFAULT;
ALTER TABLE decision ADD CONSTRAINT decision_pk PRIMARY KEY (case_id, number);
ALTER TABLE case_file ADD CONSTRAINT case_file_decision FOREIGN KEY (id, decided_by)
    REFERENCES decision (case_id, decided_by) DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE appeal (
    case_id    uuid        NOT NULL CONSTRAINT appeal_case REFERENCES case_file,
    number     integer     NOT NULL,
    against    text        NOT NULL CONSTRAINT appeal_against CHECK (against IN ('APPROVED', 'REFUSED')),
    grounds    text        NOT NULL CONSTRAINT appeal_grounds CHECK (grounds <> ''),
    documents  text[]      NOT NULL,
    lodged_at  timestamptz NOT NULL,
    outcome    text        CONSTRAINT appeal_outcome CHECK (outcome IN ('UPHELD', 'REPLACED', 'REMITTED')),
    decided_at timestamptz,
    version    bigint      NOT NULL,
    CONSTRAINT appeal_pk PRIMARY KEY (case_id, number),
    CONSTRAINT appeal_decided CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE UNIQUE INDEX appeal_open ON appeal (case_id) WHERE outcome IS NULL;
-- A member may change its mind: its newest vote counts, every vote stays on record.
CREATE TABLE appeal_vote (
    case_id    uuid        NOT NULL,
    appeal     integer     NOT NULL,
    number     integer     NOT NULL,
    member     text        NOT NULL,
    outcome    text        NOT NULL CONSTRAINT appeal_vote_outcome CHECK (outcome IN ('UPHELD', 'REPLACED', 'REMITTED')),
    reasons    text        NOT NULL CONSTRAINT appeal_vote_reasons CHECK (reasons <> ''),
    conditions text        NOT NULL,
    voted_at   timestamptz NOT NULL,
    duty       text        NOT NULL GENERATED ALWAYS AS ('APPEAL') STORED,
    CONSTRAINT appeal_vote_pk PRIMARY KEY (case_id, appeal, number),
    CONSTRAINT appeal_vote_of FOREIGN KEY (case_id, appeal) REFERENCES appeal,
    CONSTRAINT appeal_vote_duty FOREIGN KEY (case_id, member, duty) REFERENCES performed_duty
);
CREATE FUNCTION refuse_single_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.outcome IS NOT NULL THEN
        RAISE EXCEPTION 'appeal: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.outcome IS NOT NULL
       AND (SELECT count(DISTINCT member) FROM appeal_vote
            WHERE case_id = NEW.case_id AND appeal = NEW.number AND outcome = NEW.outcome) < 2 THEN
        RAISE EXCEPTION 'appeal_by_panel: one person alone decides no appeal' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appeal_by_panel BEFORE UPDATE ON appeal FOR EACH ROW EXECUTE FUNCTION refuse_single_vote();
CREATE TRIGGER appeal_vote_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON appeal_vote FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT, UPDATE ON appeal TO ${runtimeRole};
GRANT SELECT, INSERT ON appeal_vote TO ${runtimeRole};

-- Who sits on the panel had no part in the case, and has none afterwards; who advises is not its officer.
CREATE OR REPLACE FUNCTION separate_duties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM case_file WHERE id = NEW.case_id FOR UPDATE;  -- two duties of one case are taken one after the other
    IF EXISTS (SELECT 1 FROM performed_duty AS done
               WHERE done.case_id = NEW.case_id AND done.person = NEW.person AND done.duty <> NEW.duty
                 AND ('DECISION' IN (done.duty, NEW.duty) OR 'APPEAL' IN (done.duty, NEW.duty)
                   OR ('CASE_OFFICER' IN (done.duty, NEW.duty)
                       AND (done.duty IN ('SECOND_READER', 'TESTER', 'ADVISER') OR NEW.duty IN ('SECOND_READER', 'TESTER', 'ADVISER'))))) THEN
        RAISE EXCEPTION 'duties_separated: one person, two duties' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
