-- Row-level security, the second layer behind the checks of the code (ADR 0019). The setting registry.scope says whom a
-- connection works for: 'office' sees every row, the id of a vendor sees its own, anything else sees none. The owner
-- is under it as well: a migration that must see rows finds the scope set by quarkus.flyway.init-sql.
CREATE FUNCTION acts_for_office() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('registry.scope', true) = 'office', false);
CREATE FUNCTION acting_vendor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN current_setting('registry.scope', true) <> 'office'
        THEN CAST(nullif(current_setting('registry.scope', true), '') AS uuid) END;

-- What is a vendor's. Both functions stand in subqueries, so that they run once per statement and not once per row.
ALTER TABLE vendor ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON vendor
    USING ((SELECT acts_for_office()) OR id = (SELECT acting_vendor()));

ALTER TABLE model ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON model
    USING ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor()));

ALTER TABLE document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document
    USING ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor()));

-- What belongs to one of those: their own policies decide inside EXISTS.
ALTER TABLE model_version ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON model_version
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM model m WHERE m.id = model_id));

ALTER TABLE weights_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON weights_file
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM model_version v WHERE v.id = version_id));

-- The version has to be the vendor's too: foreign and unique keys look past row security, and their errors would tell.
ALTER TABLE application ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON application
    USING ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor()))
    WITH CHECK ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor())
        AND EXISTS (SELECT FROM model_version v WHERE v.id = model_version_id));

ALTER TABLE application_revision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON application_revision
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

ALTER TABLE application_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON application_event
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

ALTER TABLE information_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON information_request
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

ALTER TABLE hearing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON hearing
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

ALTER TABLE appeal ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON appeal
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

-- Contents are stored once for all vendors: any vendor may bring one, and reads what it has uploaded itself.
ALTER TABLE document_content ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_content FOR SELECT
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM document d
        WHERE d.vendor_id = (SELECT acting_vendor()) AND d.sha256 = document_content.sha256));
CREATE POLICY upload ON document_content FOR INSERT
    WITH CHECK ((SELECT acts_for_office()) OR (SELECT acting_vendor()) IS NOT NULL);

ALTER TABLE document_piece ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_piece FOR SELECT
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM document d
        WHERE d.vendor_id = (SELECT acting_vendor()) AND d.sha256 = document_piece.sha256));
CREATE POLICY upload ON document_piece FOR INSERT
    WITH CHECK ((SELECT acts_for_office()) OR (SELECT acting_vendor()) IS NOT NULL);

-- Licences are read by everybody, granted by the office, and moved by their holder (a renewal, an appeal).
ALTER TABLE licence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY published ON licence FOR SELECT USING (true);
CREATE POLICY grant_only ON licence FOR INSERT WITH CHECK ((SELECT acts_for_office()));
CREATE POLICY own ON licence FOR UPDATE
    USING ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor()));

-- An order is published when it takes effect; before, and when it never does, it is between the office and the holder.
ALTER TABLE licence_order ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY published ON licence_order FOR SELECT USING (effective_at IS NOT NULL);
CREATE POLICY own ON licence_order FOR SELECT
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence l
        WHERE l.id = licence_id AND l.vendor_id = (SELECT acting_vendor())));
CREATE POLICY order_only ON licence_order FOR INSERT WITH CHECK ((SELECT acts_for_office()));
CREATE POLICY answer ON licence_order FOR UPDATE
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM licence l
        WHERE l.id = licence_id AND l.vendor_id = (SELECT acting_vendor())));

-- Lists are imported by the office. The report on their rows (import_row) has no policy: COPY cannot write under one, and a
-- row repeats what the public list says.
ALTER TABLE import ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON import USING ((SELECT acts_for_office()));
ALTER TABLE import_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON import_file USING ((SELECT acts_for_office()));
ALTER TABLE import_part ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON import_part USING ((SELECT acts_for_office()));
