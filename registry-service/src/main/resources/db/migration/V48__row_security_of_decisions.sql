-- Row-level security of what an applicant is told of its decision and conditions (ADR 0019).
ALTER TABLE decision ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY published ON decision FOR SELECT USING (published);
CREATE POLICY own ON decision
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

ALTER TABLE held_condition ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON held_condition
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a WHERE a.id = application_id));

ALTER TABLE condition_evidence ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON condition_evidence
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM held_condition c WHERE c.id = condition_id));
