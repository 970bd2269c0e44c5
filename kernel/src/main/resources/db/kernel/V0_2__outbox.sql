-- Messages and audit events that commit with the change they tell of (ADR 0003).
CREATE TABLE outbox (
    position     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
    id           uuid        NOT NULL CONSTRAINT outbox_id_unique UNIQUE,
    recipient    text        NOT NULL,
    subject      text        NOT NULL,          -- order is kept per recipient and subject
    kind         text        NOT NULL,
    body         text        NOT NULL,
    request_id   text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    transaction  xid8        NOT NULL DEFAULT pg_current_xact_id(),
    sent_at      timestamptz,
    attempts     integer     NOT NULL DEFAULT 0,
    last_error   text
);
CREATE INDEX outbox_waiting ON outbox (recipient, position) WHERE sent_at IS NULL;

-- Who relays to a recipient at the moment: one replica, for as long as its lease runs.
CREATE TABLE outbox_lease (
    recipient  text        NOT NULL CONSTRAINT outbox_lease_pk PRIMARY KEY,
    holder     uuid        NOT NULL,
    held_until timestamptz NOT NULL
);

-- Number of the last audit event per subject: gap-free, so an event that never arrives leaves a visible hole.
CREATE TABLE audit_sequence (
    subject text   NOT NULL CONSTRAINT audit_sequence_pk PRIMARY KEY,
    last    bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, outbox_lease TO ${runtimeRole};
GRANT SELECT, INSERT, UPDATE ON audit_sequence TO ${runtimeRole};
