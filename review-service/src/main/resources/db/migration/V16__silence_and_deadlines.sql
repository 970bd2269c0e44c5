-- What happens by itself when time passes (ADR 0015).

-- The vendor is warned once of each due date of an information request.
ALTER TABLE information_request ADD warned_for date;
ALTER TABLE information_request ADD warned_at timestamptz;
ALTER TABLE information_request ADD CONSTRAINT information_request_warned CHECK ((warned_for IS NULL) = (warned_at IS NULL));

-- A limit of the authority was missed, and what that did: once per case and clock.
CREATE TABLE overrun (
    case_id   uuid        NOT NULL CONSTRAINT overrun_case REFERENCES case_file,
    clock     text        NOT NULL CONSTRAINT overrun_clock CHECK (clock IN ('ACCEPTANCE', 'REVIEW')),
    missed_on date        NOT NULL,
    effect    text        NOT NULL CONSTRAINT overrun_effect CHECK (effect IN ('ALARM', 'DEEMED_ACCEPTED', 'DEEMED_APPROVED')),
    acted_at  timestamptz NOT NULL,
    CONSTRAINT overrun_pk PRIMARY KEY (case_id, clock),
    CONSTRAINT overrun_effect_of_clock CHECK ((effect <> 'DEEMED_ACCEPTED' OR clock = 'ACCEPTANCE')
                                          AND (effect <> 'DEEMED_APPROVED' OR clock = 'REVIEW'))
);
CREATE INDEX overrun_year ON overrun (acted_at);

-- An approval that nobody decided. It has no person: none performed the duty, and none is invented.
CREATE TABLE deemed_decision (
    case_id    uuid        NOT NULL CONSTRAINT deemed_decision_pk PRIMARY KEY,
    clock      text        NOT NULL GENERATED ALWAYS AS ('REVIEW') STORED,
    missed_on  date        NOT NULL,
    reasons    text        NOT NULL CONSTRAINT deemed_decision_reasons CHECK (reasons <> ''),
    decided_at timestamptz NOT NULL,
    CONSTRAINT deemed_decision_overrun FOREIGN KEY (case_id, clock) REFERENCES overrun,
    CONSTRAINT deemed_decision_at_unique UNIQUE (case_id, decided_at)
);
CREATE INDEX deemed_decision_year ON deemed_decision (decided_at);
CREATE TRIGGER overrun_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON overrun FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deemed_decision_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON deemed_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON overrun, deemed_decision TO ${runtimeRole};

-- A case is decided by exactly the person of its decision, or approved by silence and by nobody.
ALTER TABLE case_file ADD deemed_at timestamptz;
ALTER TABLE case_file DROP CONSTRAINT case_file_decided;
ALTER TABLE case_file ADD CONSTRAINT case_file_decided
    CHECK (num_nonnulls(decided_by, deemed_at) = CASE WHEN status IN ('APPROVED', 'REFUSED', 'UNDER_APPEAL') THEN 1 ELSE 0 END);
ALTER TABLE case_file ADD CONSTRAINT case_file_silence_approves CHECK (deemed_at IS NULL OR status <> 'REFUSED');
ALTER TABLE case_file ADD CONSTRAINT case_file_deemed FOREIGN KEY (id, deemed_at)
    REFERENCES deemed_decision (case_id, decided_at) DEFERRABLE INITIALLY DEFERRED;

-- A published version brings another calendar: due dates of open cases follow in batches; `after_case` is how far they are.
CREATE TABLE due_refresh (
    code        text        NOT NULL,
    version     integer     NOT NULL,
    after_case  uuid        NOT NULL,
    finished_at timestamptz,
    CONSTRAINT due_refresh_pk PRIMARY KEY (code, version),
    CONSTRAINT due_refresh_of FOREIGN KEY (code, version) REFERENCES scheme_version
);
CREATE INDEX due_refresh_waiting ON due_refresh (code, version) WHERE finished_at IS NULL;
CREATE INDEX case_file_due_of_scheme ON case_file (scheme_code, id) WHERE due_on IS NOT NULL;
GRANT SELECT, INSERT, UPDATE ON due_refresh TO ${runtimeRole};

-- Conditions of granted licences and whether they were met.
CREATE TABLE case_condition (
    id        uuid        NOT NULL CONSTRAINT case_condition_pk PRIMARY KEY,
    case_id   uuid        NOT NULL CONSTRAINT case_condition_case REFERENCES case_file,
    code      text        NOT NULL,
    text      text        NOT NULL,
    due_on    date,
    evidence  text,
    set_at    timestamptz NOT NULL,
    status    text        NOT NULL CONSTRAINT case_condition_status CHECK (status IN ('OPEN', 'MET', 'OVERDUE', 'REPLACED')),
    shown     text        CONSTRAINT case_condition_shown CHECK (shown <> ''),
    documents text[]      NOT NULL,
    met_by    text,
    met_at    timestamptz,
    version   bigint      NOT NULL,
    CONSTRAINT case_condition_met_by_evidence CHECK (num_nonnulls(shown, met_by, met_at) = CASE WHEN status = 'MET' THEN 3 ELSE 0 END),
    CONSTRAINT case_condition_documents CHECK (status = 'MET' OR documents = '{}'),
    CONSTRAINT case_condition_overdue CHECK (status <> 'OVERDUE' OR due_on IS NOT NULL)
);
CREATE UNIQUE INDEX case_condition_unique ON case_condition (case_id, code) WHERE status IN ('OPEN', 'OVERDUE');
CREATE INDEX case_condition_order ON case_condition ((coalesce(due_on, DATE '9999-12-31')), id);
CREATE INDEX case_condition_waiting ON case_condition (due_on, id) WHERE status = 'OPEN' AND due_on IS NOT NULL;
-- What was asked for never changes, what was met stays met, and what a newer decision replaced stays replaced.
CREATE FUNCTION refuse_other_condition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status IN ('MET', 'REPLACED') OR (NEW.status = 'OPEN' AND OLD.status <> 'OPEN')
        OR (NEW.case_id, NEW.code, NEW.text, NEW.due_on, NEW.evidence, NEW.set_at)
           IS DISTINCT FROM (OLD.case_id, OLD.code, OLD.text, OLD.due_on, OLD.evidence, OLD.set_at) THEN
        RAISE EXCEPTION 'case_condition: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER case_condition_on_record BEFORE UPDATE ON case_condition FOR EACH ROW EXECUTE FUNCTION refuse_other_condition();
GRANT SELECT, INSERT, UPDATE ON case_condition TO ${runtimeRole};
