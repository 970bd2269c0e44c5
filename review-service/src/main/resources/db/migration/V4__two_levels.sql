-- Testing, and a centre that proposes after the region. A case may come back; each round's opinion stays on record.
ALTER TABLE decision DROP CONSTRAINT decision_recommended;
ALTER TABLE recommendation DROP CONSTRAINT recommendation_pk;
ALTER TABLE recommendation ADD round integer NOT NULL DEFAULT 1;
ALTER TABLE recommendation ALTER round DROP DEFAULT;
ALTER TABLE recommendation ADD CONSTRAINT recommendation_pk PRIMARY KEY (case_id, round);
ALTER TABLE decision ADD round integer NOT NULL DEFAULT 1;
ALTER TABLE decision ALTER round DROP DEFAULT;
ALTER TABLE decision ADD CONSTRAINT decision_recommended FOREIGN KEY (case_id, round) REFERENCES recommendation;

ALTER TABLE performed_duty DROP CONSTRAINT performed_duty_kind;
ALTER TABLE performed_duty ADD CONSTRAINT performed_duty_kind
    CHECK (duty IN ('INTAKE', 'CASE_OFFICER', 'TESTER', 'SECOND_READER', 'PROPOSER', 'DECISION'));

-- What the centre proposes to the decision maker.
CREATE TABLE proposal (
    case_id     uuid        NOT NULL CONSTRAINT proposal_case REFERENCES case_file,
    round       integer     NOT NULL,
    outcome     text        NOT NULL CONSTRAINT proposal_outcome CHECK (outcome IN ('GRANT', 'REFUSE')),
    opinion     text        NOT NULL CONSTRAINT proposal_opinion CHECK (opinion <> ''),
    proposed_by text        NOT NULL,
    proposed_at timestamptz NOT NULL,
    duty        text        NOT NULL GENERATED ALWAYS AS ('PROPOSER') STORED,
    CONSTRAINT proposal_pk PRIMARY KEY (case_id, round),
    CONSTRAINT proposal_duty FOREIGN KEY (case_id, proposed_by, duty) REFERENCES performed_duty
);
-- Why a case went back: from the centre to the region (once), or from the decision maker to the centre.
CREATE TABLE sent_back (
    case_id uuid        NOT NULL CONSTRAINT sent_back_case REFERENCES case_file,
    round   integer     NOT NULL,
    sender  text        NOT NULL CONSTRAINT sent_back_sender CHECK (sender IN ('CENTRE', 'DECISION_MAKER')),
    reasons text        NOT NULL CONSTRAINT sent_back_reasons CHECK (reasons <> ''),
    sent_by text        NOT NULL,
    sent_at timestamptz NOT NULL,
    CONSTRAINT sent_back_pk PRIMARY KEY (case_id, round, sender)
);
CREATE TRIGGER proposal_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON proposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER sent_back_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON sent_back FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON proposal, sent_back TO ${runtimeRole};
