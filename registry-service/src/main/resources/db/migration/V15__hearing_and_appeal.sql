-- What the authority intends against the applicant, and what it says.
CREATE TABLE hearing (
    application_id   uuid        NOT NULL CONSTRAINT hearing_application REFERENCES application,
    number           integer     NOT NULL,
    intended_outcome text        NOT NULL,
    reasons          text        NOT NULL,
    noticed_at       timestamptz NOT NULL,
    answer_by        date        NOT NULL,
    statement        text,
    documents        jsonb       NOT NULL,
    stated_at        timestamptz,
    version          bigint      NOT NULL,
    CONSTRAINT hearing_pk PRIMARY KEY (application_id, number),
    CONSTRAINT hearing_stated CHECK ((statement IS NULL) = (stated_at IS NULL))
);
-- Appeals against the decision; there is more than one when the case was decided anew.
CREATE TABLE appeal (
    application_id uuid        NOT NULL CONSTRAINT appeal_application REFERENCES application,
    number         integer     NOT NULL,
    grounds        text        NOT NULL,
    documents      jsonb       NOT NULL,
    lodged_at      timestamptz NOT NULL,
    CONSTRAINT appeal_pk PRIMARY KEY (application_id, number)
);
GRANT SELECT, INSERT, UPDATE ON hearing TO ${runtimeRole};
GRANT SELECT, INSERT ON appeal TO ${runtimeRole};
