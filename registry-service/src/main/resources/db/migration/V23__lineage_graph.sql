-- A merged model names several base models: entries of the register, or names of models that it lacks.
ALTER TABLE model_version ADD other_base_model_ids uuid[] NOT NULL DEFAULT '{}';
ALTER TABLE model_version ADD other_base_model_names text[] NOT NULL DEFAULT '{}';
ALTER TABLE model_version ADD CONSTRAINT model_version_other_bases
    CHECK (relation = 'MERGED' OR cardinality(other_base_model_ids) + cardinality(other_base_model_names) = 0);

-- Who rests on whom, as rows with an index each way. Written by the database from the version, which never changes; with
-- what everybody may know of it, so that nobody has to see the version itself.
CREATE TABLE version_base (
    version_id uuid NOT NULL CONSTRAINT version_base_version REFERENCES model_version (id),
    base_id    uuid NOT NULL CONSTRAINT version_base_known REFERENCES register_entry (id),
    model_id   uuid NOT NULL,
    relation   text NOT NULL,
    CONSTRAINT version_base_pk PRIMARY KEY (version_id, base_id)
);
CREATE INDEX version_base_base ON version_base (base_id);
CREATE INDEX version_base_model ON version_base (model_id);
GRANT SELECT, INSERT ON version_base TO ${runtimeRole};
INSERT INTO version_base SELECT id, base_model_id, model_id, relation FROM model_version WHERE base_model_id IS NOT NULL;
CREATE FUNCTION keep_version_bases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO version_base
        SELECT DISTINCT NEW.id, base, NEW.model_id, NEW.relation FROM unnest(NEW.other_base_model_ids || NEW.base_model_id) base WHERE base IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER model_version_bases AFTER INSERT ON model_version FOR EACH ROW EXECUTE FUNCTION keep_version_bases();

-- What a registrar says of a listed model whose base model the list names in words. A link is ended, never removed.
CREATE TABLE entry_base (
    id        uuid        NOT NULL CONSTRAINT entry_base_pk PRIMARY KEY,
    entry_id  uuid        NOT NULL CONSTRAINT entry_base_entry REFERENCES register_entry,
    base_id   uuid        NOT NULL CONSTRAINT entry_base_base REFERENCES register_entry,
    relation  text        NOT NULL CONSTRAINT entry_base_relation CHECK (relation IN
        ('CONTINUED', 'FINE_TUNED', 'ADAPTER', 'MERGED', 'QUANTISED', 'DISTILLED')),
    source    text        NOT NULL,
    linked_at timestamptz NOT NULL,
    ended_at  timestamptz,
    CONSTRAINT entry_base_other CHECK (entry_id <> base_id)
);
CREATE UNIQUE INDEX entry_base_once ON entry_base (entry_id, base_id) WHERE ended_at IS NULL;
CREATE INDEX entry_base_resting ON entry_base (base_id) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON entry_base TO ${runtimeRole};

-- The one definition of who rests on whom (ADR 0017): a version on its base models, a linked entry on its base, a licence
-- on the licence that it names. Everything that walks the lineage, up or down, walks these rows.
CREATE VIEW resting AS
    SELECT e.id AS entry_id, b.base_id, b.relation, b.version_id, NULL::text AS number, NULL::text AS base_number
    FROM version_base b JOIN register_entry e ON e.model_id = b.model_id
  UNION ALL
    SELECT entry_id, base_id, relation, NULL, NULL, NULL FROM entry_base WHERE ended_at IS NULL
  UNION ALL
    SELECT el.entry_id, base.entry_id, 'USES', NULL, l.number, l.rests_on
    FROM licence l JOIN entry_licence el ON el.number = l.number JOIN entry_licence base ON base.number = l.rests_on;
GRANT SELECT ON resting TO ${runtimeRole};

-- The rows that are a licence's own: those of its version or, when it binds none, of its entry's links; and the licence that
-- it names. One whose place another took rests on nothing. OFFSET 0 keeps the planner from reading the whole view.
CREATE VIEW licence_resting AS
    SELECT l.number, r.entry_id, r.base_id, r.base_number, r.relation
    FROM licence l JOIN entry_licence el ON el.number = l.number
      CROSS JOIN LATERAL (SELECT * FROM resting WHERE resting.entry_id = el.entry_id OFFSET 0) r
    WHERE l.superseded_by IS NULL
      AND (r.number = l.number OR r.number IS NULL AND r.version_id IS NOT DISTINCT FROM l.version_id);
GRANT SELECT ON licence_resting TO ${runtimeRole};

-- A model stands as the best of its licences, of equals as the latest; the same choice as before a grant.
CREATE FUNCTION licence_of_model(entry uuid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT l.number FROM entry_licence l JOIN licence_period p ON p.number = l.number AND p.to_on IS NULL
    WHERE l.entry_id = entry
    ORDER BY array_position(ARRAY['ACTIVE', 'RESTRICTED', 'SUSPENDED', 'EXPIRED', 'SURRENDERED', 'REVOKED'], p.status) NULLS LAST,
        l.decided_on DESC, l.number DESC
    LIMIT 1
$$;
