-- The queue of a million cases costs what that of ten thousand does.

-- How many cases are in a state with a due date: the sum of all rows, exact in every snapshot. A change adds rows of its
-- own and touches no other: two transactions never wait for each other here, so there is no hot row and no order of
-- locks that could end in a deadlock. `fold_case_count` keeps the table as small as it has states times days.
CREATE TABLE case_count (
    status text   NOT NULL,
    due_on date,
    cases  bigint NOT NULL
);
CREATE FUNCTION count_cases_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO case_count SELECT status, due_on, count(*) FROM opened GROUP BY status, due_on;
    RETURN NULL;
END $$;
CREATE FUNCTION count_case_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO case_count VALUES (OLD.status, OLD.due_on, -1), (NEW.status, NEW.due_on, 1);
    RETURN NULL;
END $$;
CREATE FUNCTION count_cases_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO case_count SELECT status, due_on, -count(*) FROM removed GROUP BY status, due_on;
    RETURN NULL;
END $$;
CREATE TRIGGER case_file_opened AFTER INSERT ON case_file REFERENCING NEW TABLE AS opened
    FOR EACH STATEMENT EXECUTE FUNCTION count_cases_opened();
CREATE TRIGGER case_file_moved AFTER UPDATE ON case_file FOR EACH ROW
    WHEN ((OLD.status, OLD.due_on) IS DISTINCT FROM (NEW.status, NEW.due_on)) EXECUTE FUNCTION count_case_moved();
CREATE TRIGGER case_file_removed AFTER DELETE ON case_file REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION count_cases_removed();
-- after the triggers, whose making locks the table: nothing is missed between
INSERT INTO case_count SELECT status, due_on, count(*) FROM case_file GROUP BY status, due_on;

-- Replaces the rows of a state and day by their sum. One statement: a reader sees the rows or the sum, never both. One
-- session at a time; who comes second has nothing to do.
CREATE FUNCTION fold_case_count() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('fold_case_count', 0)) THEN
        RETURN;
    END IF;
    WITH scattered AS (SELECT status, due_on FROM case_count GROUP BY status, due_on HAVING count(*) > 1),
         folded AS (DELETE FROM case_count c USING scattered s
                    WHERE c.status = s.status AND c.due_on IS NOT DISTINCT FROM s.due_on
                    RETURNING c.status, c.due_on, c.cases)
    INSERT INTO case_count
    SELECT status, due_on, sum(cases) FROM folded GROUP BY status, due_on HAVING sum(cases) <> 0;
END $$;
GRANT SELECT, INSERT, DELETE ON case_count TO ${runtimeRole};

-- Each filter of the queue is read state by state in the order of its pages (QueueFilter): oldest first, or most urgent
-- first among the open.
CREATE INDEX case_file_office_queue  ON case_file (office, status, submitted_at, id);
CREATE INDEX case_file_region_queue  ON case_file (region, status, submitted_at, id);
CREATE INDEX case_file_scheme_queue  ON case_file (scheme_code, status, submitted_at, id);
CREATE INDEX case_file_officer_queue ON case_file (officer, status, submitted_at, id) WHERE officer IS NOT NULL;
CREATE INDEX case_file_status_due    ON case_file (status, due_on, id) WHERE due_on IS NOT NULL;
CREATE INDEX case_file_office_due    ON case_file (office, status, due_on, id) WHERE due_on IS NOT NULL;
