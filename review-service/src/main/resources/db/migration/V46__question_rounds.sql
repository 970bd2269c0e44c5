-- A draft that a lead rejects, or that is taken back, uses no round and never reaches the vendor.
ALTER TABLE information_request ADD closed_by text;
ALTER TABLE information_request ADD closed_at timestamptz;
ALTER TABLE information_request ADD rejected_for text CONSTRAINT information_request_rejected_for CHECK (rejected_for <> '');
ALTER TABLE information_request ADD CONSTRAINT information_request_closed
    CHECK ((closed_by IS NULL) = (closed_at IS NULL) AND num_nonnulls(closed_at, sent_at) <= 1
       AND (rejected_for IS NULL OR closed_by <> drafted_by));
-- One at a time: with a lead, or with the vendor.
CREATE UNIQUE INDEX information_request_open ON information_request (case_id) WHERE answered_at IS NULL AND closed_at IS NULL;
CREATE INDEX information_request_drafted ON information_request (drafted_at, case_id) WHERE sent_at IS NULL AND closed_at IS NULL;

-- Each item has a last day of its own, and an answer that is not enough is asked for again as an item of a later request.
ALTER TABLE question ADD answer_days integer CONSTRAINT question_answer_days CHECK (answer_days >= 1);
ALTER TABLE question ADD due_on date;
UPDATE question SET due_on = r.due_on FROM information_request r WHERE r.case_id = question.case_id AND r.number = request_number;
ALTER TABLE question ADD not_applicable boolean NOT NULL DEFAULT false;
ALTER TABLE question ADD reopens_request integer;
ALTER TABLE question ADD reopens_item integer;
ALTER TABLE question ADD CONSTRAINT question_reopens FOREIGN KEY (case_id, reopens_request, reopens_item) REFERENCES question;
ALTER TABLE question ADD CONSTRAINT question_reopens_whole
    CHECK (num_nulls(reopens_request, reopens_item) IN (0, 2) AND (reopens_request IS NULL OR reopened_for IS NOT NULL));
CREATE FUNCTION refuse_other_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.answer IS NOT NULL OR (NEW.clause, NEW.text) <> (OLD.clause, OLD.text) THEN
        RAISE EXCEPTION 'question: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER question_on_record BEFORE UPDATE ON question FOR EACH ROW EXECUTE FUNCTION refuse_other_answer();
