-- Row-level security of uploads in parts and of each vendor's room (ADR 0016, ADR 0019).
ALTER TABLE document_usage ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON document_usage
    USING ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor()));

ALTER TABLE upload ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON upload
    USING ((SELECT acts_for_office()) OR vendor_id = (SELECT acting_vendor()));

ALTER TABLE upload_piece ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON upload_piece
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM upload u WHERE u.id = upload_id));
