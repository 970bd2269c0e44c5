-- Applications. What was submitted is frozen: revisions and events are only ever added.
CREATE TABLE application (
    id               uuid        NOT NULL CONSTRAINT application_pk PRIMARY KEY,
    number           text CONSTRAINT application_number_unique UNIQUE
        CONSTRAINT application_number_form CHECK (number ~ '^APP-[0-9]{4}-[0-9]{6,}$'),
    vendor_id        uuid        NOT NULL CONSTRAINT application_vendor REFERENCES vendor (id),
    model_version_id uuid        NOT NULL CONSTRAINT application_model_version REFERENCES model_version (id),
    scheme_code      text        NOT NULL,
    track            text        NOT NULL,
    kind             text        NOT NULL
        CONSTRAINT application_kind CHECK (kind IN ('INITIAL', 'REGISTRATION', 'VARIATION', 'RENEWAL')),
    region           text        NOT NULL,
    status           text        NOT NULL CONSTRAINT application_status CHECK (status IN
        ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'REGIONAL_REVIEW', 'TESTING', 'INFO_REQUESTED',
         'REGIONAL_RECOMMENDED', 'CENTRAL_REVIEW', 'DECISION_PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED',
         'UNDER_APPEAL')),
    dossier          jsonb       NOT NULL,
    revision         integer     NOT NULL,
    defects          jsonb       NOT NULL,
    scheme_version   integer,
    drafted_at       timestamptz NOT NULL,
    submitted_at     timestamptz,
    decided_at       timestamptz,
    version          bigint      NOT NULL,
    CONSTRAINT application_number_from_submission_on
        CHECK (status IN ('DRAFT', 'WITHDRAWN') OR (number IS NOT NULL AND revision > 0))
);
-- One open application for a version under a scheme's track (domain rule A1).
CREATE UNIQUE INDEX application_open_once ON application (model_version_id, scheme_code, track)
    WHERE status NOT IN ('APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED');
CREATE INDEX application_of_vendor ON application (vendor_id, id);
GRANT SELECT, INSERT, UPDATE ON application TO ${runtimeRole};

-- Last number drawn in a year.
CREATE TABLE application_number (
    year integer NOT NULL CONSTRAINT application_number_pk PRIMARY KEY,
    last integer NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON application_number TO ${runtimeRole};

CREATE TABLE application_revision (
    application_id uuid        NOT NULL CONSTRAINT application_revision_application REFERENCES application (id),
    number         integer     NOT NULL CONSTRAINT application_revision_number CHECK (number > 0),
    dossier        jsonb       NOT NULL,
    sha256         text        NOT NULL CONSTRAINT application_revision_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    submitted_at   timestamptz NOT NULL,
    CONSTRAINT application_revision_pk PRIMARY KEY (application_id, number)
);
GRANT SELECT, INSERT ON application_revision TO ${runtimeRole};

-- What the vendor sees of the way of its application.
CREATE TABLE application_event (
    id             uuid        NOT NULL CONSTRAINT application_event_pk PRIMARY KEY,
    application_id uuid        NOT NULL CONSTRAINT application_event_application REFERENCES application (id),
    number         integer     NOT NULL,
    status         text        NOT NULL,
    office         text        NOT NULL
        CONSTRAINT application_event_office CHECK (office IN ('VENDOR', 'REVIEW', 'REGISTRY')),
    at             timestamptz NOT NULL,
    CONSTRAINT application_event_number_unique UNIQUE (application_id, number)
);
GRANT SELECT, INSERT ON application_event TO ${runtimeRole};

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER application_revision_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON application_revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER application_event_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON application_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER model_version_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON model_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER weights_file_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON weights_file
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
