-- One person drafts a version of a scheme, another publishes it.
CREATE TABLE scheme_draft (
    id             uuid        NOT NULL CONSTRAINT scheme_draft_pk PRIMARY KEY,
    code           text        NOT NULL,
    scheme_version integer     NOT NULL,
    effective_from date        NOT NULL,
    content        text        NOT NULL,
    drafted_by     text        NOT NULL,
    drafted_at     timestamptz NOT NULL,
    published_by   text,
    published_at   timestamptz,
    version        bigint      NOT NULL,
    CONSTRAINT scheme_draft_four_eyes CHECK (published_by <> drafted_by),
    CONSTRAINT scheme_draft_published CHECK ((published_by IS NULL) = (published_at IS NULL))
);
CREATE INDEX scheme_draft_newest ON scheme_draft (drafted_at DESC, id DESC);
GRANT SELECT, INSERT, UPDATE ON scheme_draft TO ${runtimeRole};
