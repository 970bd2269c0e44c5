-- A draw that nobody steers: we commit to the secret before the bank's digest arrives, and reveal it with the items.
CREATE TABLE sample_draw (
    case_id      uuid        NOT NULL CONSTRAINT sample_draw_case REFERENCES case_file,
    number       integer     NOT NULL,
    suite        text        NOT NULL,
    commitment   text        NOT NULL CONSTRAINT sample_draw_commitment_unique UNIQUE,
    seed         text        NOT NULL,
    salt         text        NOT NULL,
    committed_by text        NOT NULL,
    committed_at timestamptz NOT NULL,
    bank_digest  text,
    population   bigint,
    size         integer,
    drawn_by     text,
    drawn_at     timestamptz,
    version      bigint      NOT NULL,
    CONSTRAINT sample_draw_pk PRIMARY KEY (case_id, number),
    CONSTRAINT sample_draw_whole CHECK (num_nulls(bank_digest, population, size, drawn_by, drawn_at) IN (0, 5)),
    CONSTRAINT sample_draw_size CHECK (size BETWEEN 1 AND population)
);
-- Once drawn, a draw is on record.
CREATE FUNCTION refuse_second_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.bank_digest IS NOT NULL OR NEW.commitment <> OLD.commitment OR NEW.seed <> OLD.seed OR NEW.salt <> OLD.salt THEN
        RAISE EXCEPTION 'sample_draw: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sample_draw_once BEFORE UPDATE ON sample_draw FOR EACH ROW EXECUTE FUNCTION refuse_second_draw();
GRANT SELECT, INSERT, UPDATE ON sample_draw TO ${runtimeRole};
