-- What a licence rests on goes with it to another holder: the application with its dossiers, the conditions and what was
-- shown for them. How its former holder was dealt with stays with that one (ADR 0019).
ALTER POLICY licensed ON application
    USING (id = ANY (ARRAY(SELECT unnest(ARRAY[l.application_id, l.renewed_by]) FROM licence l
        WHERE l.vendor_id = (SELECT acting_vendor()))));

-- Only of vendors that applied: the policy above lets an application be seen by more.
ALTER POLICY own ON application_event
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));
ALTER POLICY own ON information_request
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));
ALTER POLICY own ON hearing
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));
ALTER POLICY own ON appeal
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));
ALTER POLICY own ON decision
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));
ALTER POLICY own ON sample_draw
    USING ((SELECT acts_for_office()) OR EXISTS (SELECT FROM application a
        WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor())));

-- Before there is a licence, who applied; afterwards, who holds it.
ALTER POLICY own ON held_condition
    USING ((SELECT acts_for_office())
        OR application_id = ANY (ARRAY(SELECT unnest(ARRAY[l.application_id, l.renewed_by]) FROM licence l
            WHERE l.vendor_id = (SELECT acting_vendor())))
        OR EXISTS (SELECT FROM application a WHERE a.id = application_id AND a.vendor_id = (SELECT acting_vendor()))
            AND NOT EXISTS (SELECT FROM licence l
                WHERE l.application_id = held_condition.application_id OR l.renewed_by = held_condition.application_id));
CREATE INDEX licence_renewed_by ON licence (renewed_by) WHERE renewed_by IS NOT NULL;
