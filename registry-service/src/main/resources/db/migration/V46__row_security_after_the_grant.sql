-- Row-level security of what came with the life after the grant (ADR 0018, ADR 0019).
ALTER TABLE licence_notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON licence_notice
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence l
        WHERE l.id = licence_id AND l.vendor_id = (SELECT acting_vendor())));

ALTER TABLE licence_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON licence_change
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence l
        WHERE l.id = licence_id AND l.vendor_id = (SELECT acting_vendor())));

ALTER TABLE licence_surrender ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON licence_surrender
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence l
        WHERE l.id = licence_id AND l.vendor_id = (SELECT acting_vendor())));

ALTER TABLE licence_incident ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON licence_incident
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence l
        WHERE l.id = licence_id AND l.vendor_id = (SELECT acting_vendor())));

ALTER TABLE incident_follow_up ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON incident_follow_up
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence_incident i WHERE i.id = incident_id));

-- An offer is between the two; who held a licence, and since when, is public.
ALTER TABLE licence_transfer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY published ON licence_transfer FOR SELECT USING (accepted_at IS NOT NULL);
CREATE POLICY parties ON licence_transfer
    USING ((SELECT acts_for_office()) OR (SELECT acting_vendor()) IN (from_vendor, to_vendor))
    WITH CHECK ((SELECT acts_for_office()) OR (SELECT acting_vendor()) IN (from_vendor, to_vendor));
-- Whom a licence is offered to takes it over; afterwards it holds what the licence is about.
CREATE POLICY accept ON licence FOR UPDATE
    USING (EXISTS (SELECT FROM licence_transfer t WHERE t.licence_id = licence.id
        AND t.to_vendor = (SELECT acting_vendor()) AND t.dropped_at IS NULL AND t.accepted_at IS NULL))
    WITH CHECK (vendor_id = (SELECT acting_vendor()));
CREATE POLICY licensed ON model_version FOR SELECT
    USING (EXISTS (SELECT FROM licence l WHERE l.version_id = model_version.id AND l.vendor_id = (SELECT acting_vendor())));
CREATE POLICY licensed ON application FOR SELECT
    USING (EXISTS (SELECT FROM licence l WHERE l.application_id = application.id AND l.vendor_id = (SELECT acting_vendor())));

-- What a vendor may know of another one whose id it has: the name that stands in the register.
CREATE FUNCTION legal_name_of(vendor uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    caller CONSTANT text := coalesce(current_setting('registry.scope', true), '');
    found text;
BEGIN
    PERFORM set_config('registry.scope', 'office', true);
    SELECT legal_name INTO found FROM vendor v WHERE v.id = legal_name_of.vendor;
    PERFORM set_config('registry.scope', caller, true);
    RETURN found;
END $$;

-- As V30 has it; and weights of a notified change that holds stand under the licence of the version that they change.
DROP FUNCTION licensed_versions(text[]);
CREATE FUNCTION licensed_versions(digests text[], on_day date) RETURNS TABLE (version_id uuid, digest text, of_manifest boolean)
    LANGUAGE plpgsql AS $$
DECLARE
    caller CONSTANT text := coalesce(current_setting('registry.scope', true), '');
BEGIN
    PERFORM set_config('registry.scope', 'office', true);
    RETURN QUERY
        WITH found AS (
            SELECT v.id, v.manifest_digest AS digest, true AS of_manifest FROM model_version v
            WHERE v.manifest_digest = ANY (digests)
            UNION
            SELECT f.version_id, f.sha256, false FROM weights_file f WHERE f.sha256 = ANY (digests))
        SELECT h.id, h.digest, h.of_manifest FROM found h
        WHERE EXISTS (SELECT FROM licence l WHERE l.version_id = h.id)
        UNION
        SELECT l.version_id, h.digest, h.of_manifest
        FROM found h JOIN licence_change c ON c.version_id = h.id JOIN licence l ON l.id = c.licence_id
        WHERE c.objected_at IS NULL AND (c.objection_until IS NULL OR c.objection_until < on_day);
    PERFORM set_config('registry.scope', caller, true);
END $$;
