-- A licence that its holder gives back ends with the last day of its service.
ALTER TABLE licence ADD winding_down boolean NOT NULL DEFAULT false;
CREATE INDEX licence_ending ON licence (valid_to) WHERE status IN ('ACTIVE', 'RESTRICTED', 'SUSPENDED') AND valid_to IS NOT NULL;
CREATE TABLE licence_surrender (
    licence_id          uuid        NOT NULL CONSTRAINT licence_surrender_pk PRIMARY KEY
        CONSTRAINT licence_surrender_licence REFERENCES licence,
    last_day_of_service date        NOT NULL,
    valid_to_before     date,
    wind_down_plan      text        NOT NULL,
    documents           text[]      NOT NULL,
    late                boolean     NOT NULL,
    told_at             timestamptz NOT NULL
);
CREATE TRIGGER licence_surrender_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON licence_surrender
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON licence_surrender TO ${runtimeRole};

-- A licence that is offered to another vendor, and passes to it when that vendor accepts.
CREATE TABLE licence_transfer (
    id          uuid        NOT NULL CONSTRAINT licence_transfer_pk PRIMARY KEY,
    licence_id  uuid        NOT NULL CONSTRAINT licence_transfer_licence REFERENCES licence,
    from_vendor uuid        NOT NULL CONSTRAINT licence_transfer_from REFERENCES vendor,
    from_holder text        NOT NULL,
    to_vendor   uuid        NOT NULL CONSTRAINT licence_transfer_to REFERENCES vendor,
    to_holder   text        NOT NULL,
    reasons     text        NOT NULL,
    offered_at  timestamptz NOT NULL,
    dropped_at  timestamptz,                             -- another offer took its place
    accepted_at timestamptz,
    accepted_on date,
    CONSTRAINT licence_transfer_to_another CHECK (to_vendor <> from_vendor),
    CONSTRAINT licence_transfer_accepted CHECK ((accepted_at IS NULL) = (accepted_on IS NULL)
        AND (accepted_at IS NULL OR dropped_at IS NULL))
);
CREATE UNIQUE INDEX licence_transfer_one_offer ON licence_transfer (licence_id) WHERE dropped_at IS NULL AND accepted_at IS NULL;
CREATE INDEX licence_transfer_of_licence ON licence_transfer (licence_id, id);
GRANT SELECT, INSERT, UPDATE (dropped_at, accepted_at, accepted_on) ON licence_transfer TO ${runtimeRole};

-- Serious incidents and what the holders added to their reports. Never public, never changed.
CREATE TABLE licence_incident (
    id                  uuid        NOT NULL CONSTRAINT licence_incident_pk PRIMARY KEY,
    licence_id          uuid        NOT NULL CONSTRAINT licence_incident_licence REFERENCES licence,
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
    CONSTRAINT licence_incident_number_unique UNIQUE (licence_id, number),
    CONSTRAINT licence_incident_in_order CHECK (occurred_at <= known_at)
);
CREATE TABLE incident_follow_up (
    incident_id uuid        NOT NULL CONSTRAINT incident_follow_up_incident REFERENCES licence_incident,
    number      integer     NOT NULL,
    report      text        NOT NULL,
    documents   text[]      NOT NULL,
    reported_at timestamptz NOT NULL,
    CONSTRAINT incident_follow_up_pk PRIMARY KEY (incident_id, number)
);
CREATE TRIGGER licence_incident_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON licence_incident
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER incident_follow_up_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_follow_up
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON licence_incident, incident_follow_up TO ${runtimeRole};
