-- Licences: granted here, or recorded from an authority's earlier publications.
CREATE TABLE licence (
    id              uuid        NOT NULL CONSTRAINT licence_pk PRIMARY KEY,
    number          text        NOT NULL CONSTRAINT licence_number_unique UNIQUE,
    number_key      text        NOT NULL,                -- folded: what somebody may type
    track           text        NOT NULL,
    scheme_code     text,                                -- null: decided before this registry
    scheme_version  integer,
    holder          text        NOT NULL,
    model_name      text        NOT NULL,
    vendor_id       uuid        CONSTRAINT licence_vendor REFERENCES vendor (id),
    version_id      uuid        CONSTRAINT licence_model_version REFERENCES model_version (id),
    version_label   text,
    manifest_digest text,
    application_id  uuid        CONSTRAINT licence_application REFERENCES application (id)
        CONSTRAINT licence_application_unique UNIQUE,
    region_code       text,
    region_name       text,
    region_local_name text,
    decided_on      date        NOT NULL,
    valid_from      date        NOT NULL,
    valid_to        date,
    conditions      jsonb       NOT NULL,
    source          text,                                -- of a recorded licence
    note            text,
    status          text        NOT NULL CONSTRAINT licence_status CHECK (status IN
        ('ACTIVE', 'RESTRICTED', 'SUSPENDED', 'EXPIRED', 'REVOKED', 'SURRENDERED', 'SUPERSEDED')),
    version         bigint      NOT NULL,
    CONSTRAINT licence_bound CHECK (scheme_code IS NULL OR
        (scheme_version IS NOT NULL AND vendor_id IS NOT NULL AND version_id IS NOT NULL AND manifest_digest IS NOT NULL)),
    CONSTRAINT licence_validity CHECK (valid_to >= valid_from)
);
CREATE INDEX licence_number_key ON licence (number_key);
CREATE INDEX licence_of_version ON licence (version_id);
CREATE INDEX licence_of_vendor ON licence (vendor_id, id);

-- Last sequence per scheme and year: drawn in the transaction of the grant, so a refused grant leaves no gap.
CREATE TABLE licence_sequence (
    scheme_code text    NOT NULL,
    year        integer NOT NULL,
    last        bigint  NOT NULL,
    CONSTRAINT licence_sequence_pk PRIMARY KEY (scheme_code, year)
);
GRANT SELECT, INSERT, UPDATE ON licence, licence_sequence TO ${runtimeRole};
