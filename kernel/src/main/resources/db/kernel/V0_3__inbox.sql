-- Messages of other services that had their effect: a second delivery has none (ADR 0003).
CREATE TABLE received_message (
    id          uuid        NOT NULL CONSTRAINT received_message_pk PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON received_message TO ${runtimeRole};
