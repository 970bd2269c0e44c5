-- Draws of samples, as the vendor sees them: the authority's commitment, the digest of the bank, and the secret once it is disclosed.
CREATE TABLE sample_draw (
    application_id uuid        NOT NULL CONSTRAINT sample_draw_application REFERENCES application,
    number         integer     NOT NULL,
    suite          text        NOT NULL,
    size           integer     NOT NULL CONSTRAINT sample_draw_size CHECK (size >= 1),
    commitment     text        NOT NULL,
    committed_at   timestamptz NOT NULL,
    bank_digest    text        CONSTRAINT sample_draw_digest CHECK (bank_digest ~ '^[0-9a-f]{64}$'),
    population     bigint      CONSTRAINT sample_draw_population CHECK (population >= size),
    handed_in_at   timestamptz,
    seed           text,
    salt           text,
    disclosed_at   timestamptz,
    version        bigint      NOT NULL,
    CONSTRAINT sample_draw_pk PRIMARY KEY (application_id, number),
    CONSTRAINT sample_draw_bank CHECK (num_nulls(bank_digest, population, handed_in_at) IN (0, 3)),
    CONSTRAINT sample_draw_secret CHECK (num_nulls(seed, salt, disclosed_at) IN (0, 3)),
    CONSTRAINT sample_draw_bank_before_secret CHECK (disclosed_at IS NULL OR handed_in_at IS NOT NULL)
);
-- What was committed to, handed in and disclosed is on record.
CREATE FUNCTION refuse_other_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.suite, NEW.size, NEW.commitment, NEW.committed_at) <> (OLD.suite, OLD.size, OLD.commitment, OLD.committed_at)
        OR (OLD.handed_in_at IS NOT NULL AND (NEW.bank_digest, NEW.population, NEW.handed_in_at)
            IS DISTINCT FROM (OLD.bank_digest, OLD.population, OLD.handed_in_at))
        OR OLD.disclosed_at IS NOT NULL THEN
        RAISE EXCEPTION 'sample_draw rows are filled in once' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sample_draw_on_record BEFORE UPDATE ON sample_draw FOR EACH ROW EXECUTE FUNCTION refuse_other_draw();
GRANT SELECT, INSERT, UPDATE ON sample_draw TO ${runtimeRole};
