-- Questions of the review, and what the vendor answered.
CREATE TABLE information_request (
    application_id uuid        NOT NULL CONSTRAINT information_request_application REFERENCES application,
    number         integer     NOT NULL,
    sent_at        timestamptz NOT NULL,
    due_on         date        NOT NULL,
    items          jsonb       NOT NULL,
    version        bigint      NOT NULL,
    CONSTRAINT information_request_pk PRIMARY KEY (application_id, number)
);
GRANT SELECT, INSERT, UPDATE ON information_request TO ${runtimeRole};
