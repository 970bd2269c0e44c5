package org.llmregistry.review.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.Given.as;

import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// The summary is kept, not counted: it must be what a count over the rows would say, at every moment.
@ReviewServiceTest
class QueueCountTest {

    private static final List<String> STATES =
            List.of("ACCEPTED", "REGIONAL_REVIEW", "TESTING", "CENTRAL_REVIEW", "DECISION_PROPOSED", "WITHDRAWN");
    private static final int WALKERS = 6;
    private static final int CASES_EACH = 5;

    /// Sums that differ from the count of their rows, in one snapshot.
    private static final String WRONG = """
            SELECT count(*) FROM
                (SELECT status, due_on, count(*) AS n FROM case_file GROUP BY status, due_on) AS rows
                FULL JOIN (SELECT status, due_on, sum(cases) AS n FROM case_count GROUP BY status, due_on) AS kept
                  ON rows.status = kept.status AND rows.due_on IS NOT DISTINCT FROM kept.due_on
            WHERE coalesce(rows.n, 0) <> coalesce(kept.n, 0)
            """;

    private final String region = "W-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void the_sums_are_the_count_of_the_rows_while_many_change_at_once() throws Exception {
        String id = Given.acceptedCase();
        sql("""
                CREATE TEMP TABLE copied AS SELECT c.* FROM case_file c, generate_series(1, %d) WHERE c.id = '%s';
                UPDATE copied SET id = gen_random_uuid(), application_id = gen_random_uuid(),
                    number = gen_random_uuid()::text, region = '%s';
                INSERT INTO case_file SELECT * FROM copied
                """.formatted(WALKERS * CASES_EACH, id, region));
        List<String> cases = strings("SELECT id FROM case_file WHERE region = '%s' ORDER BY id".formatted(region));
        try (ExecutorService walkers = Executors.newFixedThreadPool(WALKERS)) {
            List<Future<?>> walks = new ArrayList<>();
            for (int i = 0; i < WALKERS; i++) {
                List<String> own = new ArrayList<>(cases.subList(i * CASES_EACH, (i + 1) * CASES_EACH));
                int seed = i;
                walks.add(walkers.submit(() -> {
                    walk(own, new Random(seed));
                    return null;
                }));
            }
            do {
                assertThat(strings(WRONG)).containsExactly("0");
            } while (!walks.stream().allMatch(Future::isDone));
            for (Future<?> walk : walks) {
                walk.get();
            }
        }
        assertSummaryIsCounted();
        sql("DELETE FROM case_file WHERE region = '%s'".formatted(region));
        sql("SELECT fold_case_count()");
        assertThat(strings("SELECT count(*) - count(DISTINCT (status, due_on)) FROM case_count"))
                .containsExactly("0");
        assertSummaryIsCounted();
    }

    /// Transactions that move several cases in any order, fold in between, and sometimes take it all back.
    private static void walk(List<String> cases, Random random) throws SQLException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Connection app = connect("review_app");
                Statement sql = app.createStatement()) {
            app.setAutoCommit(false);
            for (int step = 0; step < 40; step++) {
                Collections.shuffle(cases, random);
                for (String id : cases.subList(0, 3)) {
                    sql.executeUpdate(
                            "UPDATE case_file SET status = '%s', due_on = %s, version = version + 1 WHERE id = '%s'"
                                    .formatted(
                                            STATES.get(random.nextInt(STATES.size())),
                                            random.nextInt(4) == 0
                                                    ? "NULL"
                                                    : "'" + today.plusDays(random.nextInt(9) - 4) + "'",
                                            id));
                }
                if (random.nextInt(5) == 0) {
                    sql.execute("SELECT fold_case_count()");
                }
                if (random.nextInt(4) == 0) {
                    app.rollback();
                } else {
                    app.commit();
                }
            }
        }
    }

    private static void assertSummaryIsCounted() throws SQLException {
        assertThat(strings(WRONG)).containsExactly("0");
        JsonPath summary = as("lena", "review-lead")
                .get("/queue/summary")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Map<String, Long> counted = new TreeMap<>();
        for (String row : strings("SELECT status || ' ' || count(*) FROM case_file GROUP BY status")) {
            counted.put(row.split(" ")[0], Long.valueOf(row.split(" ")[1]));
        }
        Map<String, Long> shown = new TreeMap<>();
        summary.<String, Number>getMap("byStatus").forEach((state, count) -> shown.put(state, count.longValue()));
        assertThat(shown).isEqualTo(counted);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(List.of(summary.getString("open"), summary.getString("overdue"), summary.getString("nearDue")))
                .isEqualTo(List.of(
                        count("status NOT IN ('APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED')"),
                        count("due_on < '%s'".formatted(today)),
                        count("due_on BETWEEN '%s' AND '%s'".formatted(today, today.plusDays(4)))));
    }

    private static String count(String condition) throws SQLException {
        return strings("SELECT count(*) FROM case_file WHERE " + condition).getFirst();
    }

    private static List<String> strings(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection owner = connect("review_owner");
                Statement sql = owner.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static void sql(String statements) throws SQLException {
        try (Connection owner = connect("review_owner");
                Statement sql = owner.createStatement()) {
            sql.execute(statements);
        }
    }

    private static Connection connect(String role) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        return DriverManager.getConnection(url, role, "test");
    }
}
