-- What happened to a case's clocks. Days are computed from it, never stored.
CREATE TABLE case_move (
    case_id uuid        NOT NULL CONSTRAINT case_move_case REFERENCES case_file DEFERRABLE INITIALLY DEFERRED,
    number  integer     NOT NULL,
    status  text        NOT NULL,
    at      timestamptz NOT NULL,
    CONSTRAINT case_move_pk PRIMARY KEY (case_id, number)
);
CREATE TABLE case_extension (
    case_id    uuid        NOT NULL CONSTRAINT case_extension_pk PRIMARY KEY CONSTRAINT case_extension_case REFERENCES case_file,
    days       integer     NOT NULL CONSTRAINT case_extension_days CHECK (days >= 1),
    reason     text        NOT NULL CONSTRAINT case_extension_reason CHECK (reason <> ''),
    granted_by text        NOT NULL,
    granted_at timestamptz NOT NULL
);
CREATE TRIGGER case_move_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON case_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_extension_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON case_extension FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON case_move, case_extension TO ${runtimeRole};

-- The last day in time, for the queue; absent while the vendor must act and when the case is closed.
ALTER TABLE case_file ADD due_on date;
CREATE INDEX case_file_due ON case_file (due_on, id) WHERE due_on IS NOT NULL;

ALTER TABLE scheme_version ADD published_at timestamptz NOT NULL DEFAULT now();
