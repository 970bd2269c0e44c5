-- Row-level security of draws of samples (ADR 0019, ADR 0023).
ALTER TABLE sample_draw ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON sample_draw
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));
