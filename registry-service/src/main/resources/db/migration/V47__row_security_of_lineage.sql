-- Lineage is public; a vendor writes that of its own versions (ADR 0017, ADR 0019).
ALTER TABLE version_base ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY published ON version_base FOR SELECT USING (true);
CREATE POLICY own ON version_base FOR INSERT
    WITH CHECK ((SELECT acts_for_office()) OR EXISTS (SELECT FROM model_version v WHERE v.id = version_id));
