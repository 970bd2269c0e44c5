-- Lists of a million rows (ADR 0021).

-- Models that a licence alone made known, found by the end of a name or by a piece of the holder. The indexes hold no
-- other entries: a row of a list costs them nothing.
CREATE FUNCTION name_endings(names text[]) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(DISTINCT right(name, size)), '{}')
        FROM unnest(names) AS name, generate_series(1, length(name)) AS size);
CREATE FUNCTION text_pieces(content text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(array_agg(DISTINCT substr(content, start, size)), '{}')
        FROM generate_series(1, length(content)) AS start, generate_series(1, 4) AS size);
CREATE INDEX register_entry_unlisted_names ON register_entry USING gin (name_endings(name_keys))
    WHERE listed_since IS NULL AND kind = 'MODEL';
CREATE INDEX register_entry_unlisted_developers ON register_entry USING gin (text_pieces(developer_text))
    WHERE listed_since IS NULL AND kind = 'MODEL';

-- Rows are written only by the run that holds their import, and no import is ever deleted: the key would cost a look at
-- that one row for each of a million.
ALTER TABLE import_row DROP CONSTRAINT import_row_import;
-- Only asked for equality; half the cost of a tree of texts.
DROP INDEX import_row_key;
CREATE INDEX import_row_key ON import_row USING hash (row_key);
