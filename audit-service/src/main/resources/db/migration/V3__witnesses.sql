-- Who has seen a checkpoint (c2sp.org/tlog-cosignature), and which checkpoints enough have seen: these are public.
CREATE TABLE cosignature (
    log_id  smallint    NOT NULL,
    size    bigint      NOT NULL,
    witness text        NOT NULL,
    at      timestamptz NOT NULL,
    line    text        NOT NULL,
    CONSTRAINT cosignature_pk PRIMARY KEY (log_id, size, witness, at),
    CONSTRAINT cosignature_checkpoint FOREIGN KEY (log_id, size) REFERENCES checkpoint
);
CREATE TABLE publication (
    log_id       smallint    NOT NULL,
    size         bigint      NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT publication_pk PRIMARY KEY (log_id, size),
    CONSTRAINT publication_checkpoint FOREIGN KEY (log_id, size) REFERENCES checkpoint
);
-- What was public before there were witnesses stays public.
INSERT INTO publication SELECT log_id, size, signed_at FROM checkpoint;
CREATE TRIGGER cosignature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON cosignature, publication TO ${runtimeRole};
