-- What was returned and does not come again lapses where the scheme says so (domain rule A4).
ALTER TABLE case_file ADD COLUMN resubmit_before timestamptz;
CREATE INDEX case_file_resubmit_before ON case_file (resubmit_before, id)
    WHERE status = 'RETURNED' AND resubmit_before IS NOT NULL;
