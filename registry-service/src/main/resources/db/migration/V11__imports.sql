-- Lists that were imported, with their bytes: evidence, and what a restarted import goes on with.
CREATE TABLE import_file (
    id     uuid   NOT NULL CONSTRAINT import_file_pk PRIMARY KEY,
    sha256 text   NOT NULL CONSTRAINT import_file_unique UNIQUE,
    size   bigint NOT NULL
);
-- Written while the upload runs, before its file is known: no foreign key. Parts of broken uploads are swept.
CREATE TABLE import_part (
    file_id    uuid        NOT NULL,
    part       integer     NOT NULL,
    content    bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT import_part_pk PRIMARY KEY (file_id, part)
);
CREATE TABLE import (
    id         uuid        NOT NULL CONSTRAINT import_pk PRIMARY KEY,
    kind       text        NOT NULL CONSTRAINT import_kind CHECK (kind IN ('KNOWN_MODELS', 'EARLIER_DECISIONS')),
    dry_run    boolean     NOT NULL,
    status     text        NOT NULL CONSTRAINT import_status CHECK (status IN ('RUNNING', 'DONE', 'FAILED')),
    sha256     text        NOT NULL CONSTRAINT import_content REFERENCES import_file (sha256),
    started_by text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz,
    rows_total bigint      NOT NULL,
    rows_read  bigint      NOT NULL,
    created    bigint      NOT NULL,
    updated    bigint      NOT NULL,
    unchanged  bigint      NOT NULL,
    rejected   bigint      NOT NULL,
    reported   bigint      NOT NULL,
    failure    text,
    version    bigint      NOT NULL,
    CONSTRAINT import_rows CHECK (rows_read = created + updated + unchanged + rejected + reported)
);
CREATE TABLE import_row (
    import_id   uuid   NOT NULL CONSTRAINT import_row_import REFERENCES import,
    line        bigint NOT NULL,
    outcome     text   NOT NULL CONSTRAINT import_row_outcome
        CHECK (outcome IN ('CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED', 'REPORTED')),
    row_key     text,                                    -- what the row is about, to find it twice in one list
    problem     text,
    how_to_mend text,
    entry_id    uuid,
    candidates  uuid[] NOT NULL,
    CONSTRAINT import_row_pk PRIMARY KEY (import_id, line)
);
CREATE INDEX import_row_key ON import_row (import_id, row_key);
GRANT SELECT, INSERT ON import_file, import_row TO ${runtimeRole};
GRANT SELECT, INSERT, DELETE ON import_part TO ${runtimeRole};
GRANT SELECT, INSERT, UPDATE ON import TO ${runtimeRole};
