-- What the holder of a licence is told. Kinds are the service's own; a new one needs no migration.
CREATE TABLE licence_notice (
    id         uuid        NOT NULL CONSTRAINT licence_notice_pk PRIMARY KEY,
    licence_id uuid        NOT NULL CONSTRAINT licence_notice_licence REFERENCES licence,
    kind       text        NOT NULL CONSTRAINT licence_notice_kind CHECK (kind ~ '^[A-Z]+(_[A-Z]+)*$'),
    at         timestamptz NOT NULL,
    facts      jsonb       NOT NULL
);
CREATE INDEX licence_notice_of_licence ON licence_notice (licence_id, id);
-- One reminder for each last day and number of days before it.
CREATE UNIQUE INDEX licence_notice_reminded_once ON licence_notice (licence_id, facts) WHERE kind = 'RENEWAL_DUE';
CREATE TRIGGER licence_notice_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON licence_notice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON licence_notice TO ${runtimeRole};
