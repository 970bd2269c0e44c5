-- Models and their versions. A version never changes: a licence is bound to it and to its manifest digest.
CREATE TABLE model (
    id            uuid        NOT NULL CONSTRAINT model_pk PRIMARY KEY,
    vendor_id     uuid        NOT NULL CONSTRAINT model_vendor REFERENCES vendor (id),
    name          text        NOT NULL,
    other_names   text[]      NOT NULL,
    purpose       text        NOT NULL,
    scope         text        NOT NULL CONSTRAINT model_scope CHECK (scope IN ('GENERAL', 'LIMITED')),
    registered_at timestamptz NOT NULL,
    version       bigint      NOT NULL,
    CONSTRAINT model_name_unique UNIQUE (vendor_id, name)
);
CREATE INDEX model_of_vendor ON model (vendor_id, id);
GRANT SELECT, INSERT, UPDATE ON model TO ${runtimeRole};

CREATE TABLE model_version (
    id                uuid        NOT NULL CONSTRAINT model_version_pk PRIMARY KEY,
    model_id          uuid        NOT NULL CONSTRAINT model_version_model REFERENCES model (id),
    label             text        NOT NULL,
    release_date      date,
    modalities_in     text[]      NOT NULL,
    modalities_out    text[]      NOT NULL,
    total_parameters  bigint CONSTRAINT model_version_total CHECK (total_parameters > 0),
    active_parameters bigint CONSTRAINT model_version_active CHECK (active_parameters BETWEEN 1 AND total_parameters),
    context_window    integer     NOT NULL CONSTRAINT model_version_context CHECK (context_window > 0),
    architecture      text        NOT NULL,
    weights_licence   text        NOT NULL,
    relation          text        NOT NULL CONSTRAINT model_version_relation CHECK (relation IN
        ('PRETRAINED', 'CONTINUED', 'FINE_TUNED', 'ADAPTER', 'MERGED', 'QUANTISED', 'DISTILLED', 'API_CALL')),
    base_model_id     uuid,                         -- id of an entry of the public register
    base_model_name   text,
    own_training      integer CONSTRAINT model_version_own_training CHECK (own_training BETWEEN 0 AND 100),
    manifest_digest   text        NOT NULL CONSTRAINT model_version_digest CHECK (manifest_digest ~ '^[0-9a-f]{64}$'),
    file_count        integer     NOT NULL,
    byte_count        bigint      NOT NULL,
    registered_at     timestamptz NOT NULL,
    CONSTRAINT model_version_label_unique UNIQUE (model_id, label),
    CONSTRAINT model_version_base CHECK (CASE relation WHEN 'PRETRAINED'
        THEN base_model_id IS NULL AND base_model_name IS NULL
        ELSE num_nonnulls(base_model_id, base_model_name) = 1 END)
);
CREATE INDEX model_version_manifest_digest ON model_version (manifest_digest);
CREATE INDEX model_version_base_model ON model_version (base_model_id) WHERE base_model_id IS NOT NULL;
GRANT SELECT, INSERT ON model_version TO ${runtimeRole};

CREATE TABLE weights_file (
    version_id uuid   NOT NULL CONSTRAINT weights_file_version REFERENCES model_version (id),
    path       text COLLATE "C" NOT NULL,  -- byte order, as the manifest is sorted
    size       bigint NOT NULL CONSTRAINT weights_file_size CHECK (size >= 0),
    sha256     text   NOT NULL CONSTRAINT weights_file_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT weights_file_pk PRIMARY KEY (version_id, path)
);
CREATE INDEX weights_file_by_sha256 ON weights_file (sha256);
GRANT SELECT, INSERT ON weights_file TO ${runtimeRole};
