-- What the holder of a licence tells of it: a change, a surrender, a transfer. An objection is added, nothing is changed.
CREATE TABLE licence_change (
    id              uuid        NOT NULL CONSTRAINT licence_change_pk PRIMARY KEY,        -- given by registry-service
    case_id         uuid        NOT NULL CONSTRAINT licence_change_case REFERENCES case_file,
    licence_number  text        NOT NULL,
    kind            text        NOT NULL CONSTRAINT licence_change_kind CHECK (kind IN ('CHANGE', 'SURRENDER', 'TRANSFER')),
    change_class    text,
    description     text        NOT NULL,
    differences     text        NOT NULL,                                                 -- JSON
    documents       text[]      NOT NULL,
    new_holder      text,
    effective_on    date        NOT NULL,
    objection_until date,                                                                 -- null: the office may not object
    late            boolean     NOT NULL,
    notified_at     timestamptz NOT NULL,
    objection       text,
    objected_by     text,
    objected_at     timestamptz,
    CONSTRAINT licence_change_objected CHECK (num_nulls(objection, objected_by, objected_at) IN (0, 3)
        AND (objected_at IS NULL OR objection_until IS NOT NULL)),
    CONSTRAINT licence_change_class CHECK ((kind = 'CHANGE') = (change_class IS NOT NULL)),
    CONSTRAINT licence_change_holder CHECK ((kind = 'TRANSFER') = (new_holder IS NOT NULL))
);
CREATE INDEX licence_change_of_case ON licence_change (case_id, id);
CREATE INDEX licence_change_waiting ON licence_change (objection_until) WHERE objected_at IS NULL;
GRANT SELECT, INSERT, UPDATE (objection, objected_by, objected_at) ON licence_change TO ${runtimeRole};

-- Serious incidents, and what the holders added to their reports.
CREATE TABLE incident (
    id                  uuid        NOT NULL CONSTRAINT incident_pk PRIMARY KEY,          -- given by registry-service
    case_id             uuid        NOT NULL CONSTRAINT incident_case REFERENCES case_file,
    licence_number      text        NOT NULL,
    number              integer     NOT NULL,
    occurred_at         timestamptz NOT NULL,
    known_at            timestamptz NOT NULL,
    description         text        NOT NULL,
    harm                text        NOT NULL,
    affected_users      bigint      NOT NULL,
    corrective_measures text        NOT NULL,
    documents           text[]      NOT NULL,
    late                boolean     NOT NULL,
    reported_at         timestamptz NOT NULL,
    acknowledged_by     text,
    acknowledged_at     timestamptz,
    CONSTRAINT incident_number_unique UNIQUE (licence_number, number),
    CONSTRAINT incident_acknowledged CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL))
);
CREATE INDEX incident_of_case ON incident (case_id, id);
CREATE INDEX incident_open ON incident (id) WHERE acknowledged_at IS NULL;
GRANT SELECT, INSERT, UPDATE (acknowledged_by, acknowledged_at) ON incident TO ${runtimeRole};

CREATE TABLE incident_report (
    incident_id uuid        NOT NULL CONSTRAINT incident_report_incident REFERENCES incident,
    number      integer     NOT NULL,
    report      text        NOT NULL,
    documents   text[]      NOT NULL,
    reported_at timestamptz NOT NULL,
    CONSTRAINT incident_report_pk PRIMARY KEY (incident_id, number)
);
GRANT SELECT, INSERT ON incident_report TO ${runtimeRole};
