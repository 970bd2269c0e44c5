package org.llmregistry.review.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// More cases than anybody reads: pages go on, counting stops.
@ReviewServiceTest
class LongQueueTest {

    private final String scheme = "LONG-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_queue_is_counted_exactly_up_to_ten_thousand() throws SQLException {
        copies(9_999);
        total().body("total.count", equalTo(9_999)).body("total.type", equalTo("EXACT"));
        copies(2);
        total().body("total.count", equalTo(10_000)).body("total.type", equalTo("AT_LEAST"));
    }

    @Test
    void pages_show_every_case_once_though_cases_come_in_between() throws SQLException {
        copies(450);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = as("lena", "review-lead")
                    .queryParam("scheme", scheme)
                    .queryParam("limit", 200)
                    .queryParams(cursor == null ? java.util.Map.of() : java.util.Map.of("cursor", cursor))
                    .get("/queue")
                    .jsonPath();
            seen.addAll(page.getList("items.caseId", String.class));
            cursor = page.getString("nextCursor");
            if (seen.size() == 200) {
                copies(1); // sorts by its id among the others of the same instant
            }
        } while (cursor != null);
        assertThat(seen).doesNotHaveDuplicates().hasSizeBetween(450, 451);
    }

    private io.restassured.response.ValidatableResponse total() {
        return as("lena", "review-lead")
                .get("/queue?limit=1&scheme=" + scheme)
                .then()
                .statusCode(200);
    }

    /// Copies of a submitted case under another scheme's code.
    private void copies(int count) throws SQLException {
        String id = Given.submittedCase();
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection owner = DriverManager.getConnection(url, "review_owner", "test");
                Statement sql = owner.createStatement()) {
            sql.execute("""
                    CREATE TEMP TABLE copied AS SELECT c.* FROM case_file c, generate_series(1, %d) WHERE c.id = '%s';
                    UPDATE copied SET id = gen_random_uuid(), application_id = gen_random_uuid(),
                        number = gen_random_uuid()::text, scheme_code = '%s', submitted_at = '2025-01-01';
                    INSERT INTO case_file SELECT * FROM copied
                    """.formatted(count, id, scheme));
        }
    }
}
