-- Documents that come in parts. What is refused, abandoned or forgotten is deleted; nothing refers to it.
CREATE TABLE upload (
    id         uuid        NOT NULL CONSTRAINT upload_pk PRIMARY KEY,
    vendor_id  uuid        NOT NULL CONSTRAINT upload_vendor REFERENCES vendor (id),
    sha256     text        NOT NULL CONSTRAINT upload_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size       bigint      NOT NULL,
    media_type text,                                    -- as declared
    received   bigint      NOT NULL,
    opened_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    complete   boolean     NOT NULL,
    CONSTRAINT upload_received CHECK (received BETWEEN 0 AND size AND (received = size OR NOT complete))
);
CREATE INDEX upload_of_vendor ON upload (vendor_id) WHERE NOT complete;
CREATE INDEX upload_expires_at ON upload (expires_at);
CREATE TABLE upload_piece (
    upload_id uuid   NOT NULL CONSTRAINT upload_piece_upload REFERENCES upload (id) ON DELETE CASCADE,
    start     bigint NOT NULL,
    content   bytea  NOT NULL,
    CONSTRAINT upload_piece_pk PRIMARY KEY (upload_id, start)
);
ALTER TABLE upload_piece ALTER COLUMN content SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE, DELETE ON upload, upload_piece TO ${runtimeRole};
