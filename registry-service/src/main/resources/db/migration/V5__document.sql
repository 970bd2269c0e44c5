-- Documents by content hash: stored once, seen only by the vendors that uploaded them.
CREATE TABLE document_content (
    sha256    text        NOT NULL CONSTRAINT document_content_pk PRIMARY KEY
        CONSTRAINT document_content_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size      bigint      NOT NULL,
    stored_at timestamptz NOT NULL
);
-- In pieces, so that neither side ever holds a whole document in memory.
CREATE TABLE document_piece (
    sha256  text    NOT NULL CONSTRAINT document_piece_content REFERENCES document_content (sha256),
    number  integer NOT NULL,
    content bytea   NOT NULL,
    CONSTRAINT document_piece_pk PRIMARY KEY (sha256, number)
);
ALTER TABLE document_piece ALTER COLUMN content SET STORAGE EXTERNAL;
GRANT SELECT, INSERT ON document_content, document_piece TO ${runtimeRole};

CREATE TABLE document (
    vendor_id   uuid        NOT NULL CONSTRAINT document_vendor REFERENCES vendor (id),
    sha256      text        NOT NULL CONSTRAINT document_stored REFERENCES document_content (sha256),
    size        bigint      NOT NULL,
    uploaded_at timestamptz NOT NULL,
    CONSTRAINT document_pk PRIMARY KEY (vendor_id, sha256)
);
GRANT SELECT, INSERT ON document TO ${runtimeRole};
