-- Changes that holders notify. An objection of the office is added, nothing is changed.
CREATE TABLE licence_change (
    id              uuid        NOT NULL CONSTRAINT licence_change_pk PRIMARY KEY,
    licence_id      uuid        NOT NULL CONSTRAINT licence_change_licence REFERENCES licence,
    number          integer     NOT NULL,
    change_class    text        NOT NULL,
    duty            text        NOT NULL CONSTRAINT licence_change_duty CHECK (duty IN ('NOTIFY', 'NOTIFY_AND_WAIT', 'WITHIN_PLAN')),
    description     text        NOT NULL,
    effective_on    date        NOT NULL,
    late            boolean     NOT NULL,
    version_id      uuid        CONSTRAINT licence_change_version REFERENCES model_version,
    dossier         jsonb,                               -- as it is after the change; null: as before
    differences     jsonb       NOT NULL,
    documents       text[]      NOT NULL,
    notified_at     timestamptz NOT NULL,
    objection_until date,
    objection       text,
    objected_at     timestamptz,
    CONSTRAINT licence_change_number_unique UNIQUE (licence_id, number),
    CONSTRAINT licence_change_waits CHECK ((duty = 'NOTIFY_AND_WAIT') = (objection_until IS NOT NULL)),
    CONSTRAINT licence_change_objected CHECK ((objection IS NULL) = (objected_at IS NULL)
        AND (objected_at IS NULL OR objection_until IS NOT NULL))
);
CREATE INDEX licence_change_of_version ON licence_change (version_id) WHERE version_id IS NOT NULL;
GRANT SELECT, INSERT, UPDATE (objection, objected_at) ON licence_change TO ${runtimeRole};

-- A dossier changes while it is with the vendor, or with its answers to questions, and at no other time; revisions never do.
CREATE FUNCTION refuse_other_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'application: the dossier is frozen' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER application_dossier_frozen BEFORE UPDATE ON application FOR EACH ROW
    WHEN (OLD.status NOT IN ('DRAFT', 'RETURNED', 'INFO_REQUESTED') AND NEW.dossier IS DISTINCT FROM OLD.dossier)
    EXECUTE FUNCTION refuse_other_dossier();
