-- The office's last day in time, as review tells it, and whether it has passed: the vendor sees that the office is late.
ALTER TABLE application_event ADD due_on date;
ALTER TABLE application_event ADD overdue boolean;
ALTER TABLE application_event ADD CONSTRAINT application_event_due CHECK ((due_on IS NULL) = (overdue IS NULL));
-- When the vendor was warned that its time to answer ends.
ALTER TABLE information_request ADD warned_at timestamptz;
