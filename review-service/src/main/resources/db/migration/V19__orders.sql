-- Orders on licences: proposed by one person, confirmed by another; or an urgent suspension that falls without a second.
CREATE TABLE licence_order (
    id                  uuid        NOT NULL CONSTRAINT licence_order_pk PRIMARY KEY,
    case_id             uuid        NOT NULL CONSTRAINT licence_order_case REFERENCES case_file,
    sanction            text        NOT NULL CONSTRAINT licence_order_sanction CHECK (sanction IN
        ('RESTRICT', 'SUSPEND', 'LIFT', 'REINSTATE', 'REVOKE')),
    urgent              boolean     NOT NULL,
    ground              text        NOT NULL,
    reasons             text        NOT NULL CONSTRAINT licence_order_reasons CHECK (reasons <> ''),
    scope               text,
    until_on            date,
    end_condition       text,
    corrective_evidence text,
    ends                uuid        CONSTRAINT licence_order_ends REFERENCES licence_order,  -- what is lifted or reinstated
    status              text        NOT NULL CONSTRAINT licence_order_status CHECK (status IN
        ('PROPOSED', 'IN_FORCE_UNCONFIRMED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'FALLEN', 'SET_ASIDE')),
    proposed_by         text        NOT NULL,
    proposed_at         timestamptz NOT NULL,
    answer_by           date,                            -- last day of the hearing; null: not heard
    statement           text        CONSTRAINT licence_order_statement CHECK (statement <> ''),
    stated_at           timestamptz,
    confirm_by          timestamptz,
    decided_by          text,                            -- who confirmed or rejected it
    decided_at          timestamptz,
    remark              text,                            -- why it was rejected or set aside
    effective_at        timestamptz,
    ended_at            timestamptz,
    stayed              boolean     NOT NULL DEFAULT false,         -- has no effect while an appeal against it is open
    upheld_at           timestamptz,                     -- on appeal
    version             bigint      NOT NULL,
    CONSTRAINT licence_order_by_another CHECK (decided_by <> proposed_by),
    CONSTRAINT licence_order_decided CHECK (num_nulls(decided_by, decided_at) IN (0, 2)
        AND (status NOT IN ('CONFIRMED', 'REJECTED', 'SET_ASIDE') OR decided_by IS NOT NULL)
        AND (status NOT IN ('PROPOSED', 'IN_FORCE_UNCONFIRMED', 'WITHDRAWN', 'FALLEN') OR decided_by IS NULL)),
    CONSTRAINT licence_order_urgent CHECK (urgent = (confirm_by IS NOT NULL) AND (NOT urgent OR sanction = 'SUSPEND')
        AND NOT (urgent AND status IN ('PROPOSED', 'WITHDRAWN'))
        AND (urgent OR status NOT IN ('IN_FORCE_UNCONFIRMED', 'FALLEN'))),
    CONSTRAINT licence_order_scope CHECK ((sanction = 'RESTRICT') = (scope IS NOT NULL)),
    CONSTRAINT licence_order_suspension CHECK (sanction <> 'SUSPEND' OR num_nonnulls(until_on, end_condition) > 0),
    CONSTRAINT licence_order_way_back CHECK ((sanction IN ('LIFT', 'REINSTATE')) = (corrective_evidence IS NOT NULL)
        AND (sanction IN ('LIFT', 'REINSTATE')) = (ends IS NOT NULL)),
    CONSTRAINT licence_order_stated CHECK ((statement IS NULL) = (stated_at IS NULL)),
    CONSTRAINT licence_order_effect CHECK ((effective_at IS NOT NULL) OR status IN ('PROPOSED', 'REJECTED', 'WITHDRAWN')),
    CONSTRAINT licence_order_appealed CHECK (status = 'CONFIRMED' OR NOT stayed AND upheld_at IS NULL),
    CONSTRAINT licence_order_end CHECK ((ended_at IS NOT NULL) = (status IN ('REJECTED', 'WITHDRAWN', 'FALLEN', 'SET_ASIDE')))
);
-- One proposal at a time waits for a second person; it does not stand in the way of an urgent suspension.
CREATE UNIQUE INDEX licence_order_open ON licence_order (case_id, status) WHERE status IN ('PROPOSED', 'IN_FORCE_UNCONFIRMED');
CREATE INDEX licence_order_of_case ON licence_order (case_id, id);
CREATE INDEX licence_order_falling ON licence_order (confirm_by) WHERE status = 'IN_FORCE_UNCONFIRMED';

-- What was proposed stays as it was, what ended stays ended, and who suspended does not reinstate.
CREATE FUNCTION refuse_other_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (
        (NEW.case_id, NEW.sanction, NEW.urgent, NEW.ground, NEW.reasons, NEW.scope, NEW.end_condition, NEW.corrective_evidence, NEW.ends, NEW.proposed_by)
        IS DISTINCT FROM (OLD.case_id, OLD.sanction, OLD.urgent, OLD.ground, OLD.reasons, OLD.scope, OLD.end_condition, OLD.corrective_evidence, OLD.ends, OLD.proposed_by)
        OR OLD.statement IS NOT NULL AND NEW.statement IS DISTINCT FROM OLD.statement
        OR OLD.decided_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM OLD.decided_by
        OR OLD.status IN ('REJECTED', 'WITHDRAWN', 'FALLEN', 'SET_ASIDE') AND NEW.status <> OLD.status) THEN
        RAISE EXCEPTION 'licence_order: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.sanction = 'REINSTATE' AND NEW.status = 'CONFIRMED' AND EXISTS (SELECT 1 FROM licence_order suspension
        WHERE suspension.id = NEW.ends AND NEW.decided_by IN (suspension.proposed_by, suspension.decided_by)) THEN
        RAISE EXCEPTION 'licence_order_reinstated_by_another: who suspended does not reinstate' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licence_order_on_record BEFORE INSERT OR UPDATE ON licence_order FOR EACH ROW EXECUTE FUNCTION refuse_other_order();
GRANT SELECT, INSERT, UPDATE ON licence_order TO ${runtimeRole};

-- The holder appeals against an order; a panel of persons who had no part in it or in the case answers.
CREATE TABLE order_appeal (
    order_id   uuid        NOT NULL CONSTRAINT order_appeal_pk PRIMARY KEY REFERENCES licence_order,
    grounds    text        NOT NULL CONSTRAINT order_appeal_grounds CHECK (grounds <> ''),
    documents  text[]      NOT NULL,
    lodged_at  timestamptz NOT NULL,
    outcome    text        CONSTRAINT order_appeal_outcome CHECK (outcome IN ('UPHELD', 'SET_ASIDE')),
    decided_at timestamptz,
    version    bigint      NOT NULL,
    CONSTRAINT order_appeal_decided CHECK ((outcome IS NULL) = (decided_at IS NULL))
);
CREATE TABLE order_appeal_vote (
    order_id uuid        NOT NULL CONSTRAINT order_appeal_vote_of REFERENCES order_appeal,
    number   integer     NOT NULL,
    case_id  uuid        NOT NULL,
    member   text        NOT NULL,
    outcome  text        NOT NULL CONSTRAINT order_appeal_vote_outcome CHECK (outcome IN ('UPHELD', 'SET_ASIDE')),
    reasons  text        NOT NULL CONSTRAINT order_appeal_vote_reasons CHECK (reasons <> ''),
    voted_at timestamptz NOT NULL,
    duty     text        NOT NULL GENERATED ALWAYS AS ('APPEAL') STORED,
    CONSTRAINT order_appeal_vote_pk PRIMARY KEY (order_id, number),
    CONSTRAINT order_appeal_vote_duty FOREIGN KEY (case_id, member, duty) REFERENCES performed_duty
);
CREATE FUNCTION refuse_own_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM licence_order WHERE id = NEW.order_id AND NEW.member IN (proposed_by, decided_by)) THEN
        RAISE EXCEPTION 'order_appeal_by_others: who ordered does not judge it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER order_appeal_by_others BEFORE INSERT ON order_appeal_vote FOR EACH ROW EXECUTE FUNCTION refuse_own_order();
CREATE FUNCTION refuse_single_order_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.outcome IS NOT NULL THEN
        RAISE EXCEPTION 'order_appeal: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.outcome IS NOT NULL
       AND (SELECT count(DISTINCT member) FROM order_appeal_vote WHERE order_id = NEW.order_id AND outcome = NEW.outcome) < 2 THEN
        RAISE EXCEPTION 'order_appeal_by_panel: one person alone decides no appeal' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER order_appeal_by_panel BEFORE UPDATE ON order_appeal FOR EACH ROW EXECUTE FUNCTION refuse_single_order_vote();
CREATE TRIGGER order_appeal_vote_on_record BEFORE UPDATE OR DELETE OR TRUNCATE ON order_appeal_vote FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT, UPDATE ON order_appeal TO ${runtimeRole};
GRANT SELECT, INSERT ON order_appeal_vote TO ${runtimeRole};
