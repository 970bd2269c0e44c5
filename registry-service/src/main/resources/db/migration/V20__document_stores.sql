-- A document knows its kind, a content knows its store, and each vendor's room is counted.
ALTER TABLE document ADD media_type text NOT NULL DEFAULT 'application/octet-stream';  -- of those from before: not looked at
ALTER TABLE document ALTER media_type DROP DEFAULT;

ALTER TABLE document_content ADD store text NOT NULL DEFAULT 'DATABASE'
    CONSTRAINT document_content_store CHECK (store IN ('DATABASE', 'FOLDER', 'BUCKET'));
ALTER TABLE document_content ALTER store DROP DEFAULT;

-- Sums of the table document; its rows are locked while a vendor's room is taken.
CREATE TABLE document_usage (
    vendor_id uuid    NOT NULL CONSTRAINT document_usage_pk PRIMARY KEY CONSTRAINT document_usage_vendor REFERENCES vendor (id),
    documents integer NOT NULL,
    bytes     bigint  NOT NULL,
    CONSTRAINT document_usage_positive CHECK (documents >= 0 AND bytes >= 0)
);
INSERT INTO document_usage (vendor_id, documents, bytes) SELECT vendor_id, count(*), sum(size) FROM document GROUP BY vendor_id;
GRANT SELECT, INSERT, UPDATE ON document_usage TO ${runtimeRole};
