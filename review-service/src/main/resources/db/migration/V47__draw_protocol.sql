-- The vendor hands the bank's digest in itself; how many items are drawn is said before; the secret is opened to everybody with the
-- report of the region, or before it when somebody asks the vendor for the items.
ALTER TABLE sample_draw DROP CONSTRAINT sample_draw_whole;
ALTER TABLE sample_draw ADD CONSTRAINT sample_draw_whole CHECK (num_nulls(bank_digest, population, drawn_at) IN (0, 3));
ALTER TABLE sample_draw ADD reason text CONSTRAINT sample_draw_reason CHECK (reason <> '');
ALTER TABLE sample_draw ADD disclosed_at timestamptz;
ALTER TABLE sample_draw ADD CONSTRAINT sample_draw_disclosed CHECK (disclosed_at IS NULL OR drawn_at IS NOT NULL);
-- A commitment of before said no size; none is drawn with it any more.
DELETE FROM sample_draw WHERE size IS NULL;
ALTER TABLE sample_draw ALTER size SET NOT NULL;
ALTER TABLE sample_draw DROP COLUMN drawn_by;
-- One at a time for each suite: the other side can't wait for the commitment that suits it.
CREATE UNIQUE INDEX sample_draw_open ON sample_draw (case_id, suite) WHERE bank_digest IS NULL;
CREATE OR REPLACE FUNCTION refuse_second_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.suite, NEW.size, NEW.commitment, NEW.seed, NEW.salt) <> (OLD.suite, OLD.size, OLD.commitment, OLD.seed, OLD.salt)
        OR OLD.disclosed_at IS NOT NULL
        OR (OLD.bank_digest IS NOT NULL AND (NEW.bank_digest, NEW.population, NEW.drawn_at)
            IS DISTINCT FROM (OLD.bank_digest, OLD.population, OLD.drawn_at)) THEN
        RAISE EXCEPTION 'sample_draw: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
