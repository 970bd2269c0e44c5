package org.llmregistry.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// Cases whose regions, vendors and names are those of the real lists, written past the service: a million would take
/// it hours. What its triggers would keep is filled in.
final class CaseData {

    private CaseData() {}

    /// What a regulator has after many years: nine of ten cases closed, the open ones of the last hundred days.
    /// Four hundred officers share them.
    static void years(Connection database, Path lists, int count) {
        try (Statement sql = database.createStatement()) {
            readLists(database, lists);
            sql.execute("SET session_replication_role = replica"); // no triggers, no foreign keys
            sql.execute("SELECT setseed(0.14)");
            sql.execute("""
                    INSERT INTO case_file (id, number, application_id, application_number, revision, kind, vendor_id, vendor_name,
                        model_name, version_label, manifest_digest, scheme_code, scheme_version, track, region, office, dossier,
                        status, submitted_at, accepted_at, officer, due_on, defects, decided_by, version)
                    SELECT uuidv7(), 'CASE-' || i, gen_random_uuid(), 'APP-' || i, 1, 'INITIAL', gen_random_uuid(), m.developer,
                        m.model, '1.' || i %% 7, repeat('0', 64), CASE WHEN i %% 200 = 0 THEN 'EU-GPAI' ELSE 'DEMO' END, 1, 'MODEL',
                        m.region, CASE WHEN i %% 50 = 0 THEN 'CN-BJ' ELSE m.region END, '{"type": "LANGUAGE_MODEL"}', s.state,
                        now() - CASE WHEN s.open THEN random() * interval '100 days'
                                     ELSE interval '100 days' + random() * interval '15 years' END,
                        now(), CASE WHEN s.state NOT IN ('SUBMITTED', 'RETURNED', 'ACCEPTED') THEN 'officer-' || i %% 400 END,
                        CASE WHEN s.open AND s.state NOT IN ('RETURNED', 'INFO_REQUESTED')
                             THEN current_date + CAST(random() * 30 - 3 AS integer) END,
                        '[]', CASE WHEN s.state IN ('APPROVED', 'REFUSED') THEN 'decider' END, 1
                    FROM generate_series(1, %d) AS i
                    JOIN real_model m ON m.row = 1 + i %% (SELECT count(*) FROM real_model)
                    CROSS JOIN LATERAL (SELECT (hashint4(i) & 2147483647) %% 1000 AS draw) AS d
                    CROSS JOIN LATERAL (SELECT CASE WHEN draw < 630 THEN 'APPROVED' WHEN draw < 810 THEN 'REFUSED'
                        WHEN draw < 880 THEN 'WITHDRAWN' WHEN draw < 900 THEN 'LAPSED' WHEN draw < 925 THEN 'SUBMITTED'
                        WHEN draw < 930 THEN 'RETURNED' WHEN draw < 950 THEN 'ACCEPTED' WHEN draw < 975 THEN 'REGIONAL_REVIEW'
                        WHEN draw < 980 THEN 'TESTING' WHEN draw < 990 THEN 'INFO_REQUESTED' WHEN draw < 995 THEN 'CENTRAL_REVIEW'
                        ELSE 'DECISION_PROPOSED' END AS state, draw >= 900 AS open) AS s
                    """.formatted(count));
            settle(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Cases that wait for a claim, and cases that wait for a decision: assessed, tested and recommended.
    static void desk(Connection database, Path lists, int ofEach) {
        try (Statement sql = database.createStatement()) {
            readLists(database, lists);
            sql.execute("SET session_replication_role = replica");
            sql.execute("""
                    INSERT INTO case_file (id, number, application_id, application_number, revision, kind, vendor_id, vendor_name,
                        model_name, version_label, manifest_digest, scheme_code, scheme_version, track, region, office, dossier,
                        status, submitted_at, accepted_at, officer, due_on, defects, version)
                    SELECT uuidv7(), 'CASE-' || s.state || i, gen_random_uuid(), 'APP-' || i, 1, 'INITIAL', gen_random_uuid(),
                        m.developer, m.model, '1', repeat('0', 64), 'DEMO', 1, 'MODEL', m.region, m.region,
                        '{"type": "LANGUAGE_MODEL"}', s.state, now() - interval '3 days', now() - interval '2 days',
                        CASE s.state WHEN 'DECISION_PROPOSED' THEN 'oskar' END, current_date + 20, '[]', 1
                    FROM generate_series(1, %d) AS i JOIN real_model m ON m.row = 1 + i %% (SELECT count(*) FROM real_model)
                    CROSS JOIN (VALUES ('ACCEPTED'), ('DECISION_PROPOSED')) AS s (state)
                    """.formatted(ofEach));
            sql.execute("""
                    INSERT INTO case_move SELECT id, m.number, m.status, now() - m.ago
                    FROM case_file, (VALUES (1, 'SUBMITTED', interval '3 days'), (2, 'ACCEPTED', interval '2 days'),
                        (3, 'REGIONAL_REVIEW', interval '1 day'), (4, 'REGIONAL_RECOMMENDED', interval '2 hours'),
                        (5, 'DECISION_PROPOSED', interval '1 hour')) AS m (number, status, ago)
                    WHERE case_file.status = 'DECISION_PROPOSED' OR m.number <= 2;
                    INSERT INTO performed_duty SELECT id, d.person, d.duty, now()
                    FROM case_file, (VALUES ('ines', 'INTAKE'), ('oskar', 'CASE_OFFICER'), ('rita', 'SECOND_READER')) AS d (person, duty)
                    WHERE status = 'DECISION_PROPOSED' OR d.duty = 'INTAKE';
                    INSERT INTO assessment (case_id, clause, verdict, reason, evidence, assessed_by, assessed_at, version)
                    SELECT id, c.clause, 'COMPLIES', 'As read.', '{}', 'oskar', now(), 1
                    FROM case_file, (VALUES ('5.1'), ('6'), ('7'), ('9.3'), ('9.4')) AS c (clause) WHERE status = 'DECISION_PROPOSED';
                    INSERT INTO evaluation (id, case_id, suite, party, sampled, passed, recorded_by, recorded_at)
                    SELECT uuidv7(), id, e.suite, 'ACCEPTED', e.sampled, e.passed, 'oskar', now()
                    FROM case_file, (VALUES ('content-safety', 1000, 962), ('should-refuse', 300, 290),
                        ('should-not-refuse', 300, 290)) AS e (suite, sampled, passed) WHERE status = 'DECISION_PROPOSED';
                    INSERT INTO recommendation (case_id, round, outcome, reasons, recommended_by, recommended_at)
                    SELECT id, 1, 'GRANT', 'Everything complies.', 'rita', now() FROM case_file WHERE status = 'DECISION_PROPOSED'
                    """);
            settle(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void readLists(Connection database, Path lists) throws SQLException {
        try (Statement sql = database.createStatement();
                Reader csv = Files.newBufferedReader(lists.resolve("models-cn.csv"))) {
            List<String> columns;
            try (var lines = Files.lines(lists.resolve("models-cn.csv"))) {
                columns = List.of(lines.findFirst().orElseThrow().split(","));
            }
            sql.execute("CREATE TEMP TABLE list (%s text)".formatted(String.join(" text, ", columns)));
            new CopyManager(database.unwrap(BaseConnection.class)).copyIn("COPY list FROM STDIN CSV HEADER", csv);
            sql.execute("""
                    CREATE TEMP TABLE real_model AS
                    SELECT row_number() OVER (ORDER BY list_no, model) AS row, developer, model, region_code AS region
                    FROM list WHERE region_code IS NOT NULL
                    """);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// As a server that has had a night: sums kept, statistics read, pages written.
    private static void settle(Statement sql) throws SQLException {
        sql.execute("DELETE FROM case_count");
        sql.execute("INSERT INTO case_count SELECT status, due_on, count(*) FROM case_file GROUP BY status, due_on");
        sql.execute("SET session_replication_role = origin");
        sql.execute("VACUUM ANALYZE");
        sql.execute("CHECKPOINT");
    }
}
