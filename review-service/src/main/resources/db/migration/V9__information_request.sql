-- Questions to the vendor: drafted by one person, sent by a lead, answered item by item.
CREATE TABLE information_request (
    case_id     uuid        NOT NULL CONSTRAINT information_request_case REFERENCES case_file,
    number      integer     NOT NULL,
    drafted_by  text        NOT NULL,
    drafted_at  timestamptz NOT NULL,
    approved_by text,
    sent_at     timestamptz,
    due_on      date,
    resume_in   text,
    answered_at timestamptz,
    version     bigint      NOT NULL,
    CONSTRAINT information_request_pk PRIMARY KEY (case_id, number),
    CONSTRAINT information_request_four_eyes CHECK (approved_by <> drafted_by),
    CONSTRAINT information_request_sent CHECK (num_nulls(approved_by, sent_at, due_on, resume_in) IN (0, 4))
);
CREATE INDEX information_request_waiting ON information_request (due_on) WHERE sent_at IS NOT NULL AND answered_at IS NULL;
CREATE TABLE question (
    case_id        uuid    NOT NULL,
    request_number integer NOT NULL,
    number         integer NOT NULL,
    clause         text    NOT NULL,
    text           text    NOT NULL CONSTRAINT question_text CHECK (text <> ''),
    answer         text,
    documents      text[]  NOT NULL,
    answered_at    timestamptz,
    reopened_for   text,
    version        bigint  NOT NULL,
    CONSTRAINT question_pk PRIMARY KEY (case_id, request_number, number),
    CONSTRAINT question_request FOREIGN KEY (case_id, request_number) REFERENCES information_request,
    CONSTRAINT question_answered CHECK ((answer IS NULL) = (answered_at IS NULL))
);
GRANT SELECT, INSERT, UPDATE ON information_request, question TO ${runtimeRole};
