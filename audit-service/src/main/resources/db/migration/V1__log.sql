-- The log (transparency-log design; ADR 0010). What later parts need (full hash tiles, checkpoints, cosignatures) is derived
-- from `entry` and comes in tables of its own; no entry is ever rewritten for it. `log_id` is there because a log ends with
-- its year and the next one begins.

-- One row per log: its lock orders the entries, and it changes in the transaction that appends.
CREATE TABLE log_state (
    log_id   smallint NOT NULL CONSTRAINT log_state_pk PRIMARY KEY,
    size     bigint   NOT NULL CONSTRAINT log_state_size CHECK (size >= 0),
    root     bytea    NOT NULL CONSTRAINT log_state_root CHECK (octet_length(root) = 32),
    frontier bytea    NOT NULL CONSTRAINT log_state_frontier CHECK (octet_length(frontier) % 32 = 0),
    grown_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
INSERT INTO log_state (log_id, size, root, frontier) VALUES (1, 0, sha256(''), '');

CREATE TABLE entry (
    log_id      smallint    NOT NULL CONSTRAINT entry_log REFERENCES log_state,
    idx         bigint      NOT NULL,
    source      text        NOT NULL,
    event_id    uuid        NOT NULL,
    type        text        NOT NULL,
    subject     text        NOT NULL,
    subject_n   bigint      NOT NULL CONSTRAINT entry_subject_n CHECK (subject_n >= 1),
    actor       text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    leaf_hash   bytea       NOT NULL CONSTRAINT entry_leaf_hash CHECK (octet_length(leaf_hash) = 32),
    body        bytea       NOT NULL CONSTRAINT entry_body CHECK (octet_length(body) BETWEEN 1 AND 65535),
    CONSTRAINT entry_pk PRIMARY KEY (log_id, idx),
    CONSTRAINT entry_event_unique UNIQUE (log_id, source, event_id),
    CONSTRAINT entry_subject_unique UNIQUE (log_id, subject, subject_n)
);
CREATE INDEX entry_actor ON entry (log_id, actor, idx);
CREATE INDEX entry_type ON entry (log_id, type, idx);
CREATE INDEX entry_recorded_at ON entry USING brin (recorded_at);

-- The same event id with other bytes: refused, and kept for the auditor.
CREATE TABLE conflict (
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY CONSTRAINT conflict_pk PRIMARY KEY,
    source      text        NOT NULL,
    event_id    uuid        NOT NULL,
    body        bytea       NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER conflict_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON conflict
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_shrinking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.size < OLD.size THEN
        RAISE EXCEPTION 'a log only grows' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER log_state_grows BEFORE UPDATE OR DELETE ON log_state FOR EACH ROW EXECUTE FUNCTION refuse_shrinking();

GRANT SELECT, INSERT ON entry, conflict TO ${runtimeRole};
GRANT SELECT, UPDATE ON log_state TO ${runtimeRole};
