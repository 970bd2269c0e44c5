-- Parties that apply for licences.
CREATE TABLE vendor (
    id              uuid        NOT NULL CONSTRAINT vendor_pk PRIMARY KEY,
    legal_name      text        NOT NULL,
    registration_id text        NOT NULL CONSTRAINT vendor_registration_id_unique UNIQUE,
    region          text        NOT NULL,
    address         text        NOT NULL,
    contact_email   text        NOT NULL,
    registered_at   timestamptz NOT NULL,
    version         bigint      NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON vendor TO ${runtimeRole};
