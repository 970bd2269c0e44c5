-- A panel that replaces a decision makes one of its own: letter, figures and the registry follow it.
ALTER TABLE appeal ADD CONSTRAINT appeal_answer UNIQUE (case_id, number, outcome);
CREATE TABLE panel_decision (
    case_id    uuid        NOT NULL,
    appeal     integer     NOT NULL,
    answer     text        NOT NULL GENERATED ALWAYS AS ('REPLACED') STORED,
    reasons    text        NOT NULL CONSTRAINT panel_decision_reasons CHECK (reasons <> ''),
    conditions text        NOT NULL,
    decided_at timestamptz NOT NULL,
    CONSTRAINT panel_decision_pk PRIMARY KEY (case_id, appeal),
    CONSTRAINT panel_decision_of_appeal FOREIGN KEY (case_id, appeal, answer) REFERENCES appeal (case_id, number, outcome)
);
CREATE INDEX panel_decision_year ON panel_decision (decided_at);
CREATE TRIGGER panel_decision_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON panel_decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Every decision of a case, whoever made it; the newest stands.
CREATE VIEW made_decision AS
    SELECT case_id, outcome, decided_at FROM decision
    UNION ALL SELECT case_id, 'GRANTED', decided_at FROM deemed_decision
    UNION ALL SELECT case_id, CASE WHEN conditions = '[]' THEN 'GRANTED' ELSE 'GRANTED_WITH_CONDITIONS' END, decided_at FROM panel_decision;
GRANT SELECT, INSERT ON panel_decision TO ${runtimeRole};
GRANT SELECT ON made_decision TO ${runtimeRole};

-- Every refusal names the rule that it rests on. NOT VALID: those of before stay as they are.
ALTER TABLE decision ADD CONSTRAINT decision_refusal_by_law CHECK (outcome <> 'REFUSED' OR legal_basis <> '' AND legal_basis IS NOT NULL) NOT VALID;
