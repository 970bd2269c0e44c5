-- Whose count it is: a tester's comes from who was tester of the case, an accepted one from who was its case officer. What the
-- applicant counted stands in its dossier. NOT VALID: what was recorded before stays as it is.
ALTER TABLE evaluation ADD duty text GENERATED ALWAYS AS
    (CASE party WHEN 'TESTER' THEN 'TESTER' WHEN 'ACCEPTED' THEN 'CASE_OFFICER' END) STORED;
ALTER TABLE evaluation ADD CONSTRAINT evaluation_duty
    FOREIGN KEY (case_id, recorded_by, duty) REFERENCES performed_duty NOT VALID;
ALTER TABLE evaluation ADD CONSTRAINT evaluation_by_reviewer CHECK (party <> 'APPLICANT') NOT VALID;
