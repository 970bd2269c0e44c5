-- A question that a case puts to a higher role, and the advice it returns with.
CREATE TABLE escalation (
    case_id    uuid        NOT NULL CONSTRAINT escalation_case REFERENCES case_file,
    number     integer     NOT NULL,
    to_role    text        NOT NULL CONSTRAINT escalation_role CHECK (to_role IN ('REVIEW_LEAD', 'CENTRAL_REVIEWER')),
    question   text        NOT NULL CONSTRAINT escalation_question CHECK (question <> ''),
    raised_by  text        NOT NULL,
    raised_at  timestamptz NOT NULL,
    advice     text        CONSTRAINT escalation_advice CHECK (advice <> ''),
    advised_by text,
    advised_at timestamptz,
    version    bigint      NOT NULL,
    CONSTRAINT escalation_pk PRIMARY KEY (case_id, number),
    CONSTRAINT escalation_by_another CHECK (advised_by <> raised_by),
    CONSTRAINT escalation_answered CHECK (num_nulls(advice, advised_by, advised_at) IN (0, 3))
);
-- One at a time: the case is with its officer or with the adviser.
CREATE UNIQUE INDEX escalation_open ON escalation (case_id) WHERE advised_at IS NULL;
CREATE INDEX escalation_waiting ON escalation (raised_at, case_id) WHERE advised_at IS NULL;
CREATE FUNCTION refuse_second_advice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.advised_at IS NOT NULL OR NEW.question <> OLD.question OR NEW.raised_by <> OLD.raised_by THEN
        RAISE EXCEPTION 'escalation: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER escalation_once BEFORE UPDATE ON escalation FOR EACH ROW EXECUTE FUNCTION refuse_second_advice();
GRANT SELECT, INSERT, UPDATE ON escalation TO ${runtimeRole};

-- Who advises fills a duty: whoever decides did not.
ALTER TABLE performed_duty DROP CONSTRAINT performed_duty_kind;
ALTER TABLE performed_duty ADD CONSTRAINT performed_duty_kind
    CHECK (duty IN ('INTAKE', 'CASE_OFFICER', 'TESTER', 'SECOND_READER', 'ADVISER', 'PROPOSER', 'DECISION', 'APPEAL'));

-- Which office worked on a case, and why another one does.
CREATE TABLE case_transfer (
    case_id        uuid        NOT NULL CONSTRAINT case_transfer_case REFERENCES case_file,
    number         integer     NOT NULL,
    from_office    text        NOT NULL,
    to_office      text        NOT NULL,
    reason         text        NOT NULL CONSTRAINT case_transfer_reason CHECK (reason <> ''),
    transferred_by text        NOT NULL,
    transferred_at timestamptz NOT NULL,
    CONSTRAINT case_transfer_pk PRIMARY KEY (case_id, number),
    CONSTRAINT case_transfer_elsewhere CHECK (to_office <> from_office)
);
CREATE TRIGGER case_transfer_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON case_transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON case_transfer TO ${runtimeRole};

-- The role whose advice the officer waits for.
ALTER TABLE case_file ADD advice_from text;
