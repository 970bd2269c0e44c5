-- What a decision letter states beside outcome and reasons. Decisions are on record: these columns never change either.
ALTER TABLE decision ADD legal_basis text;
ALTER TABLE decision ADD clause_reasons text NOT NULL DEFAULT '[]';
ALTER TABLE decision ADD waivers text NOT NULL DEFAULT '[]';
-- NOT VALID: refusals of before had no reasons by clause and stay as they are.
ALTER TABLE decision ADD CONSTRAINT decision_refusal_by_clause CHECK (outcome <> 'REFUSED' OR clause_reasons <> '[]') NOT VALID;
ALTER TABLE decision ADD CONSTRAINT decision_refusal_waives_nothing CHECK (outcome <> 'REFUSED' OR waivers = '[]');
