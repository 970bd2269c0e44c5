-- Conflicts of interest: declared by the persons themselves, on record for ever; the newest on one thing counts.
CREATE TABLE conflict_declaration (
    id          uuid        NOT NULL CONSTRAINT conflict_declaration_pk PRIMARY KEY,
    person      text        NOT NULL,
    case_id     uuid        CONSTRAINT conflict_declaration_case REFERENCES case_file,
    vendor_id   uuid,
    company     text,
    company_key text,
    conflict    boolean     NOT NULL,
    nature      text        CONSTRAINT conflict_declaration_nature
                            CHECK (nature IN ('EMPLOYMENT', 'HOLDING', 'FAMILY', 'RESEARCH_MONEY', 'OTHER')),
    statement   text        NOT NULL,
    declared_at timestamptz NOT NULL,
    valid_until date,
    CONSTRAINT conflict_declaration_of_one CHECK (num_nonnulls(case_id, vendor_id, company) = 1),
    CONSTRAINT conflict_declaration_company CHECK ((company IS NULL) = (company_key IS NULL)),
    CONSTRAINT conflict_declaration_yearly CHECK ((case_id IS NULL) = (valid_until IS NOT NULL)),
    CONSTRAINT conflict_declaration_says_why CHECK (NOT conflict OR nature IS NOT NULL)
);
CREATE INDEX conflict_declaration_person ON conflict_declaration (person, declared_at DESC);
CREATE INDEX conflict_declaration_of_case ON conflict_declaration (case_id, declared_at) WHERE case_id IS NOT NULL;

-- The service asks too, and knows names; here stands what must not happen whatever the service thinks.
CREATE FUNCTION refuse_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- a declaration of this person, on whatever, waits or is seen
    PERFORM 1 FROM case_file WHERE id = NEW.case_id FOR UPDATE;
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.person, 0));
    IF EXISTS (SELECT FROM (SELECT DISTINCT ON (d.case_id, d.vendor_id) d.conflict, d.valid_until
                            FROM conflict_declaration d JOIN case_file c ON c.id = NEW.case_id
                            WHERE d.person = NEW.person AND (d.case_id = c.id OR d.vendor_id = c.vendor_id)
                            ORDER BY d.case_id, d.vendor_id, d.declared_at DESC, d.id DESC) AS newest
               WHERE newest.conflict AND (newest.valid_until IS NULL OR newest.valid_until >= (now() AT TIME ZONE 'UTC')::date)) THEN
        RAISE EXCEPTION 'conflict_of_interest: declared' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_conflict_of_interest BEFORE INSERT ON performed_duty FOR EACH ROW EXECUTE FUNCTION refuse_conflict();
CREATE TRIGGER conflict_declaration_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON conflict_declaration
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON conflict_declaration TO ${runtimeRole};
