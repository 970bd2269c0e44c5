package org.llmregistry.review.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// Seven cases of one office, a to g in the order of their submission; the filters choose among them.
@ReviewServiceTest
class QueueFilterTest {

    private final String office = "F-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void seven_cases() throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection owner = DriverManager.getConnection(url, "review_owner", "test");
                Statement sql = owner.createStatement()) {
            sql.execute("""
                    CREATE TEMP TABLE copied AS SELECT c.* FROM case_file c WHERE c.id = '%1$s';
                    INSERT INTO case_file
                    SELECT (jsonb_populate_record(copied, jsonb_build_object(
                        'id', gen_random_uuid(), 'application_id', gen_random_uuid(), 'number', gen_random_uuid(),
                        'model_name', name, 'submitted_at', submitted, 'office', '%2$s', 'status', state, 'officer', person,
                        'due_on', due, 'region', home))).*
                    FROM copied, (VALUES
                        ('a', '2025-01-01', 'SUBMITTED', NULL, '2025-06-07', 'CN-BJ'),
                        ('b', '2025-01-02', 'ACCEPTED', NULL, '2025-06-06', 'CN-BJ'),
                        ('c', '2025-01-03', 'REGIONAL_REVIEW', '%3$s', '2025-06-05', 'CN-SH'),
                        ('d', '2025-01-04', 'ACCEPTED', NULL, '2025-06-04', 'CN-SH'),
                        ('e', '2025-01-05', 'INFO_REQUESTED', '%3$s', NULL, 'CN-BJ'),
                        ('f', '2025-01-06', 'REGIONAL_REVIEW', 'olga', '2025-06-02', 'CN-BJ'),
                        ('g', '2025-01-07', 'WITHDRAWN', '%3$s', NULL, 'CN-BJ')
                    ) AS seven (name, submitted, state, person, due, home)
                    """.formatted(Given.acceptedCase(), office, Tokens.subjectOf("oskar")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', abcdefg",
        "&status=ACCEPTED, bd",
        "&forRole=intake-officer, a",
        "&forRole=case-officer, bcdf",
        "&forRole=second-reader, cf",
        "&forRole=decision-maker, ''",
        "&forRole=case-officer&status=ACCEPTED, bd",
        "&forRole=case-officer&status=SUBMITTED, ''",
        "&officer=me, ceg",
        "&officer=me&forRole=case-officer, c",
        "&region=CN-SH, cd",
        "&scheme=DEMO, abcdefg",
        "&scheme=OTHER, ''",
        "&submittedBefore=2025-01-03T00:00:00Z, ab",
        "&dueBefore=2025-06-06, fdc",
        "&dueBefore=2025-06-08&forRole=case-officer, fdcb",
        "&dueBefore=2025-06-08&submittedBefore=2025-01-03T00:00:00Z, ba"
    })
    void filters_narrow_one_another_page_by_page(String filter, String expected) {
        StringBuilder seen = new StringBuilder();
        String cursor = "";
        do {
            JsonPath page = as("oskar", "case-officer")
                    .get("/queue?limit=2&office=" + office + filter + cursor)
                    .then()
                    .statusCode(200)
                    .body("total.count", equalTo(expected.length()))
                    .extract()
                    .jsonPath();
            page.getList("items.modelName", String.class).forEach(seen::append);
            cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        assertThat(seen).hasToString(expected);
    }

    @Test
    void what_is_due_is_shown_the_most_urgent_first_over_all_offices() {
        List<String> days = new ArrayList<>();
        JsonPath page = as("lena", "review-lead")
                .get("/queue?limit=200&dueBefore=2025-06-06")
                .jsonPath();
        days.addAll(page.getList("items.dueOn", String.class));
        assertThat(days).isSorted().hasSizeGreaterThanOrEqualTo(3);
        assertThat(page.getList("items.office", String.class)).contains(office);
    }

    @Test
    void roles_of_no_desk_and_times_that_are_none_are_refused() {
        for (String filter : List.of("forRole=vendor", "submittedBefore=yesterday")) {
            as("oskar", "case-officer")
                    .get("/queue?" + filter)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", hasItem(filter.split("=")[0]));
        }
    }

    @Test
    void a_cursor_is_of_its_filter() {
        String cursor = as("oskar", "case-officer")
                .get("/queue?limit=2&office=" + office)
                .jsonPath()
                .getString("nextCursor");
        as("oskar", "case-officer")
                .get("/queue?limit=2&office=" + office + "&dueBefore=2025-06-06&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("type", not(equalTo("")));
    }
}
