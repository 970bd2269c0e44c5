-- What outsiders read (c2sp.org/tlog-tiles): full tiles are stored when they fill, partial ones and bundles of entries are derived.
CREATE TABLE tile (
    log_id smallint NOT NULL CONSTRAINT tile_log REFERENCES log_state,
    level  smallint NOT NULL CONSTRAINT tile_level CHECK (level BETWEEN 0 AND 7),
    n      bigint   NOT NULL,
    hashes bytea    NOT NULL CONSTRAINT tile_hashes CHECK (octet_length(hashes) = 8192),
    root   bytea    NOT NULL CONSTRAINT tile_root CHECK (octet_length(root) = 32),
    CONSTRAINT tile_pk PRIMARY KEY (log_id, level, n)
);
ALTER TABLE tile ALTER hashes SET STORAGE EXTERNAL; -- hashes do not compress

-- Each tree that was signed; there is never a second root for a size.
CREATE TABLE checkpoint (
    log_id    smallint    NOT NULL CONSTRAINT checkpoint_log REFERENCES log_state,
    size      bigint      NOT NULL CONSTRAINT checkpoint_size CHECK (size >= 0),
    root      bytea       NOT NULL CONSTRAINT checkpoint_root CHECK (octet_length(root) = 32),
    note      text        NOT NULL,
    signed_at timestamptz NOT NULL,
    CONSTRAINT checkpoint_pk PRIMARY KEY (log_id, size)
);
CREATE TRIGGER tile_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tile FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON tile, checkpoint TO ${runtimeRole};
