-- Lists of a million rows (ADR 0021).

-- By what a model that a licence alone made known is found when a list comes: each ending of its names (with a $), each
-- piece of two to four characters of its holder. Models that a list names have none: their rows cost nothing here.
-- A lone character counts when Java counts it as two.
CREATE TABLE unlisted_trace (
    trace    text NOT NULL,
    entry_id uuid NOT NULL CONSTRAINT unlisted_trace_entry REFERENCES register_entry,
    CONSTRAINT unlisted_trace_pk PRIMARY KEY (trace, entry_id)
);
CREATE INDEX unlisted_trace_entry ON unlisted_trace (entry_id);
GRANT SELECT, INSERT, DELETE ON unlisted_trace TO ${runtimeRole};

CREATE FUNCTION traces_of(names text[], developer text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT right(name, size) || '$' FROM unnest(names) AS name, generate_series(1, length(name)) AS size
    UNION
    SELECT piece FROM generate_series(1, length(developer)) AS start, generate_series(1, 4) AS size,
        LATERAL (SELECT substr(developer, start, size) AS piece) AS cut
    WHERE length(piece) > 1 OR octet_length(piece) > 3
$$;

CREATE FUNCTION trace_unlisted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM unlisted_trace WHERE entry_id = NEW.id;
    END IF;
    IF NEW.listed_since IS NULL THEN
        INSERT INTO unlisted_trace SELECT trace, NEW.id FROM traces_of(NEW.name_keys, NEW.developer_text) AS trace;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER register_entry_traced AFTER INSERT ON register_entry FOR EACH ROW
    WHEN (NEW.listed_since IS NULL AND NEW.kind = 'MODEL') EXECUTE FUNCTION trace_unlisted();
CREATE TRIGGER register_entry_traced_again AFTER UPDATE ON register_entry FOR EACH ROW
    WHEN (OLD.listed_since IS NULL AND NEW.kind = 'MODEL') EXECUTE FUNCTION trace_unlisted();
INSERT INTO unlisted_trace
SELECT trace, id FROM register_entry, LATERAL traces_of(name_keys, developer_text) AS trace
WHERE listed_since IS NULL AND kind = 'MODEL';

-- Rows are written only by the run that holds their import, and no import is ever deleted: the key would cost a look at
-- that one row for each of a million.
ALTER TABLE import_row DROP CONSTRAINT import_row_import;
-- Only asked for equality; half the cost of a tree of texts.
DROP INDEX import_row_key;
CREATE INDEX import_row_key ON import_row USING hash (row_key);
