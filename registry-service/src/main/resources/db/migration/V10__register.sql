-- The public register (ADR 0009): what is known and what is licensed, without anything of a vendor's dossier.
CREATE TABLE register_entry (
    id                uuid    NOT NULL CONSTRAINT register_entry_pk PRIMARY KEY,
    kind              text    NOT NULL CONSTRAINT register_entry_kind CHECK (kind IN ('MODEL', 'PRODUCT')),
    name              text    NOT NULL,
    other_names       text[]  NOT NULL,
    developer         text    NOT NULL,
    region_code       text,
    region_name       text,
    region_local_name text,
    category          text,
    base_models       text[]  NOT NULL,                  -- names, as published
    base_entries      uuid[]  NOT NULL,                  -- entries of this register, where the vendor named them
    url               text,
    listed_since      date,                              -- null: known by a licence only
    listing_key       text    CONSTRAINT register_entry_listing_unique UNIQUE,
    listed_name       text,                              -- the name cell, as published
    listing_source    text,
    listing_row       text,
    listing_note      text,
    known_since       date    NOT NULL,
    model_id          uuid    CONSTRAINT register_entry_model_unique UNIQUE,
    -- what is compared and searched, folded
    name_keys         text[]  NOT NULL,
    developer_keys    text[]  NOT NULL,
    developer_text    text    NOT NULL,
    base_keys         text[]  NOT NULL,
    search_text       text    NOT NULL,
    version           bigint  NOT NULL,
    CONSTRAINT register_entry_listing_whole CHECK ((listed_since IS NULL) = (listing_key IS NULL))
);
CREATE INDEX register_entry_name_keys ON register_entry USING gin (name_keys);
CREATE INDEX register_entry_developer_keys ON register_entry USING gin (developer_keys);
CREATE INDEX register_entry_base_keys ON register_entry USING gin (base_keys);
CREATE INDEX register_entry_known_since ON register_entry (known_since, id);

-- The licences that name an entry: public columns only.
CREATE TABLE entry_licence (
    number            text    NOT NULL CONSTRAINT entry_licence_pk PRIMARY KEY,
    entry_id          uuid    NOT NULL CONSTRAINT entry_licence_entry REFERENCES register_entry,
    kind              text    NOT NULL CONSTRAINT entry_licence_kind CHECK (kind IN ('MODEL', 'PRODUCT')),
    track             text    NOT NULL,
    model_name        text    NOT NULL,                  -- as published with the decision
    holder            text    NOT NULL,
    region_code       text,
    region_name       text,
    region_local_name text,
    decided_on        date    NOT NULL,
    valid_to          date,
    version_label     text,
    conditions        text[]  NOT NULL,
    note              text,
    version           bigint  NOT NULL
);
CREATE INDEX entry_licence_entry ON entry_licence (entry_id);
CREATE INDEX entry_licence_decided_on ON entry_licence (decided_on);

-- How a licence stood, and from when to when; nothing is deleted.
CREATE TABLE licence_period (
    id       uuid NOT NULL CONSTRAINT licence_period_pk PRIMARY KEY,
    number   text NOT NULL CONSTRAINT licence_period_licence REFERENCES entry_licence,
    status   text NOT NULL,
    standing text NOT NULL CONSTRAINT licence_period_standing CHECK (standing IN ('IN_FORCE', 'SUSPENDED', 'ENDED')),
    from_on  date NOT NULL,
    to_on    date,
    CONSTRAINT licence_period_order CHECK (to_on >= from_on)
);
CREATE INDEX licence_period_number ON licence_period (number);

-- Applications between submission and decision, for the figure "under review". The entry is set only for a model that
-- is known without the application: an application alone is nobody's business.
CREATE TABLE review_period (
    id             uuid NOT NULL CONSTRAINT review_period_pk PRIMARY KEY,
    application_id uuid NOT NULL,
    entry_id       uuid CONSTRAINT review_period_entry REFERENCES register_entry,
    from_on        date NOT NULL,
    to_on          date,
    CONSTRAINT review_period_order CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX review_period_running ON review_period (application_id) WHERE to_on IS NULL;
CREATE INDEX review_period_entry ON review_period (entry_id);
GRANT SELECT, INSERT, UPDATE ON register_entry, entry_licence, licence_period, review_period TO ${runtimeRole};
