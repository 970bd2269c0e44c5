-- Orders of the authority on a licence: what was announced to the holder, what took effect, what fell or was set aside.
CREATE TABLE licence_order (
    id             uuid        NOT NULL CONSTRAINT licence_order_pk PRIMARY KEY,  -- given by review-service
    licence_id     uuid        NOT NULL CONSTRAINT licence_order_licence REFERENCES licence,
    sanction       text        NOT NULL CONSTRAINT licence_order_sanction CHECK (sanction IN
        ('RESTRICT', 'SUSPEND', 'LIFT', 'REINSTATE', 'REVOKE')),
    urgent         boolean     NOT NULL,
    ground         text        NOT NULL,
    reasons        text        NOT NULL,
    scope          text,                                -- of a restriction: function, audience, region, channel
    until_on       date,                                -- last day of a suspension
    end_condition  text,                                -- what ends a suspension
    status         text        NOT NULL CONSTRAINT licence_order_status CHECK (status IN
        ('PROPOSED', 'IN_FORCE_UNCONFIRMED', 'CONFIRMED', 'REJECTED', 'WITHDRAWN', 'FALLEN', 'SET_ASIDE')),
    answer_by      date,                                -- last day of the holder's statement; null: not heard
    statement      text        CONSTRAINT licence_order_statement CHECK (statement <> ''),
    stated_at      timestamptz,
    confirm_by     timestamptz,                         -- when an urgent suspension falls without a second person
    received_at    timestamptz NOT NULL,
    effective_at   timestamptz,                         -- null: never in force
    ended_at       timestamptz,                         -- rejected, withdrawn, fallen, set aside
    appeal_grounds text        CONSTRAINT licence_order_appeal_grounds CHECK (appeal_grounds <> ''),
    appealed_at    timestamptz,
    stayed         boolean     NOT NULL,                -- has no effect while the appeal is open
    upheld_at      timestamptz,                         -- on appeal
    version        bigint      NOT NULL,
    CONSTRAINT licence_order_appealed CHECK ((appeal_grounds IS NULL) = (appealed_at IS NULL) AND (NOT stayed OR appealed_at IS NOT NULL)),
    CONSTRAINT licence_order_scope CHECK ((sanction = 'RESTRICT') = (scope IS NOT NULL)),
    CONSTRAINT licence_order_stated CHECK ((statement IS NULL) = (stated_at IS NULL)),
    CONSTRAINT licence_order_effect CHECK (status NOT IN ('IN_FORCE_UNCONFIRMED', 'CONFIRMED', 'FALLEN', 'SET_ASIDE')
        OR effective_at IS NOT NULL),
    CONSTRAINT licence_order_end CHECK ((ended_at IS NOT NULL) = (status IN ('REJECTED', 'WITHDRAWN', 'FALLEN', 'SET_ASIDE')))
);
CREATE INDEX licence_order_of_licence ON licence_order (licence_id, received_at, id);
-- What was ordered stays as it was ordered; only how it went may be written down.
CREATE FUNCTION refuse_other_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.licence_id, NEW.sanction, NEW.urgent, NEW.ground, NEW.reasons, NEW.scope, NEW.until_on, NEW.end_condition)
        IS DISTINCT FROM (OLD.licence_id, OLD.sanction, OLD.urgent, OLD.ground, OLD.reasons, OLD.scope, OLD.until_on, OLD.end_condition)
        OR OLD.appealed_at IS NOT NULL AND (NEW.appealed_at, NEW.appeal_grounds) IS DISTINCT FROM (OLD.appealed_at, OLD.appeal_grounds)
        OR OLD.statement IS NOT NULL AND NEW.statement IS DISTINCT FROM OLD.statement
        OR OLD.status IN ('REJECTED', 'WITHDRAWN', 'FALLEN', 'SET_ASIDE') AND NEW.status <> OLD.status THEN
        RAISE EXCEPTION 'licence_order: it is on record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licence_order_on_record BEFORE UPDATE ON licence_order FOR EACH ROW EXECUTE FUNCTION refuse_other_order();
GRANT SELECT, INSERT, UPDATE ON licence_order TO ${runtimeRole};

-- How a restriction or suspension limits the licence now; null: it does not.
ALTER TABLE licence ADD limits jsonb;

-- Who rests on a model, when an order on its licence is weighed.
CREATE INDEX register_entry_base_entries ON register_entry USING gin (base_entries);
