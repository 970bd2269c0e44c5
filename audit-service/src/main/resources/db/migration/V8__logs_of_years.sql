-- One log for each year (ADR 0026). `name` is the last part of its origin and of its address; the first log has none.
ALTER TABLE log_state
    ADD name      text        NOT NULL DEFAULT '' CONSTRAINT log_state_name CHECK (name ~ '^(\d{4})?$'),
    ADD opened_at timestamptz NOT NULL DEFAULT now(),
    ADD frozen_at timestamptz,
    ADD CONSTRAINT log_state_name_unique UNIQUE (name);
UPDATE log_state SET opened_at = recorded_at FROM entry WHERE entry.log_id = log_state.log_id AND idx = 0;
ALTER TABLE log_state ALTER name DROP DEFAULT, ALTER opened_at DROP DEFAULT;
CREATE UNIQUE INDEX log_state_one_open ON log_state ((true)) WHERE frozen_at IS NULL;

CREATE OR REPLACE FUNCTION refuse_shrinking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.size < OLD.size THEN
        RAISE EXCEPTION 'a log only grows' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.frozen_at IS NOT NULL THEN
        RAISE EXCEPTION 'a closed log stays as it is' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
GRANT INSERT ON log_state TO ${runtimeRole};

ALTER TABLE self_audit ADD log_id smallint NOT NULL DEFAULT 1 CONSTRAINT self_audit_log REFERENCES log_state;
ALTER TABLE self_audit ALTER log_id DROP DEFAULT;
DROP INDEX self_audit_one_waiting;
CREATE UNIQUE INDEX self_audit_one_waiting ON self_audit (log_id, kind) WHERE finished_at IS NULL;
