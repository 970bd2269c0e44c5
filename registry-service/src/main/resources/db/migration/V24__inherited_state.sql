-- What a licence inherits from a licence that it rests on, directly or through others (ADR 0017). Its own status is never
-- touched: rows begin and end, nothing is removed, so that every day tells what held then.
CREATE TABLE inherited_state (
    id          uuid        NOT NULL DEFAULT uuidv7() CONSTRAINT inherited_state_pk PRIMARY KEY,
    number      text        NOT NULL CONSTRAINT inherited_state_licence REFERENCES entry_licence,
    base_number text        NOT NULL CONSTRAINT inherited_state_base REFERENCES entry_licence,
    base_status text        NOT NULL,
    effect      text        NOT NULL CONSTRAINT inherited_state_effect CHECK (effect IN ('NOTICE', 'GRACE', 'SUSPEND')),
    from_on     date        NOT NULL,
    suspends_on date,                                   -- first day on which it suspends; null: never
    to_on       date,                                   -- first day on which it no longer held
    begun_at    timestamptz NOT NULL DEFAULT now(),
    ended_at    timestamptz,
    CONSTRAINT inherited_state_other CHECK (number <> base_number),
    CONSTRAINT inherited_state_suspends CHECK ((suspends_on IS NULL) = (effect = 'NOTICE')),
    CONSTRAINT inherited_state_order CHECK (to_on >= from_on AND suspends_on >= from_on),
    CONSTRAINT inherited_state_end CHECK ((to_on IS NULL) = (ended_at IS NULL))
);
CREATE INDEX inherited_state_of ON inherited_state (number);
CREATE UNIQUE INDEX inherited_state_once ON inherited_state (number, base_number, base_status, effect) WHERE to_on IS NULL;
GRANT SELECT, INSERT, UPDATE ON inherited_state TO ${runtimeRole};

-- The one rule by which what is inherited weighs on a day. As a set, so that the planner joins it when many are asked for.
CREATE FUNCTION suspended_by_base(on_day date) RETURNS TABLE (number text) LANGUAGE sql STABLE AS $$
    SELECT i.number FROM inherited_state i WHERE i.suspends_on <= on_day AND (i.to_on IS NULL OR i.to_on > on_day)
$$;
CREATE FUNCTION inherits_suspension(licence_number text, on_day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM suspended_by_base(on_day) s WHERE s.number = licence_number)
$$;

-- Work: changes whose followers have to be found, and licences that have to be looked at again. Rows are removed when done.
CREATE TABLE lineage_change (
    id       bigint NOT NULL GENERATED ALWAYS AS IDENTITY CONSTRAINT lineage_change_pk PRIMARY KEY,
    entry_id uuid   NOT NULL,
    since    date   NOT NULL
);
CREATE TABLE lineage_look (
    number text NOT NULL CONSTRAINT lineage_look_pk PRIMARY KEY,
    since  date NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON lineage_change, lineage_look TO ${runtimeRole};
