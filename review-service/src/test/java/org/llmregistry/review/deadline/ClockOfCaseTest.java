package org.llmregistry.review.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// Clocks of real cases; the arithmetic itself is proved in `CaseClockTest`.
@ReviewServiceTest
class ClockOfCaseTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Test
    void the_acceptance_clock_stops_while_the_application_is_with_the_vendor_and_ends_with_acceptance() {
        UUID application = UUID.randomUUID();
        String id = Given.submittedCase(application);
        clocks(id).body("clocks.code", contains("ACCEPTANCE")).body("clocks.state", contains("RUNNING"));
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200)
                .body("clocks.state", contains("STOPPED"))
                .body("clocks[0].dueOn", equalTo(null));
        Given.registry()
                .body(Given.submission(application, 2).toString())
                .post("/submissions")
                .then()
                .statusCode(202);
        as("ines", "intake-officer")
                .post("/cases/" + id + "/acceptance")
                .then()
                .body("clocks.code", contains("ACCEPTANCE", "REVIEW"))
                .body("clocks.state", contains("CLOSED", "RUNNING"))
                .body("clocks[1].limit", equalTo(20))
                .body("clocks[1].dueOn", equalTo(workingDaysFromToday(20).toString()));
    }

    @Test
    void a_case_accepted_long_ago_is_overdue_in_case_queue_and_summary() throws SQLException {
        String id = Given.claimedCase();
        long before = overdueCount();
        acceptedDaysAgo(id, 60);
        as("lena", "review-lead")
                .get("/cases/" + id)
                .then()
                .body("clocks.find { it.code == 'REVIEW' }.overdue", equalTo(true));
        as("oskar", "case-officer").post("/cases/" + id + "/release").then().statusCode(200); // renews the queue's date
        String today = LocalDate.now(ZONE).minusDays(1).toString();
        as("lena", "review-lead")
                .get("/queue?limit=200&dueBefore=" + today)
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(id))
                .body("items.overdue.unique()", contains(true))
                .body("items.caseId", not(hasItem(Given.claimedCase())));
        assertThat(overdueCount()).isEqualTo(before + 1);
    }

    /// Numbers as they stand in the answer: a double would round them.
    @Test
    void durations_and_days_of_the_answer_add_up_exactly() throws Exception {
        String id = Given.claimedCase();
        acceptedDaysAgo(id, 60);
        JsonNode clocks = new ObjectMapper()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(as("lena", "review-lead").get("/cases/" + id).asString())
                .path("clocks");
        assertThat(clocks).hasSize(2);
        for (JsonNode clock : clocks) {
            Instant started = Instant.parse(clock.path("startedAt").asText());
            Instant read = Instant.parse(clock.path("readAt").asText());
            BigDecimal sum = clock.path("regulatorSeconds")
                    .decimalValue()
                    .add(clock.path("applicantSeconds").decimalValue())
                    .add(clock.path("closedSeconds").decimalValue());
            assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf(ChronoUnit.MICROS.between(started, read), 6));
            long ended =
                    ChronoUnit.DAYS.between(LocalDate.ofInstant(started, ZONE), LocalDate.ofInstant(read, ZONE)) - 1;
            assertThat(clock.path("regulatorDays").asLong()
                            + clock.path("applicantDays").asLong()
                            + clock.path("closedDays").asLong())
                    .isEqualTo(ended);
        }
        assertThat(clocks.path(1).path("regulatorDays").asInt()).isBetween(40, 43);
    }

    @Test
    void the_registry_reads_the_clocks_and_for_what_one_stands_still() {
        UUID application = UUID.randomUUID();
        String id = Given.submittedCase(application);
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200);
        Given.registry()
                .get("/applications/" + application + "/clocks")
                .then()
                .statusCode(200)
                .body("code", contains("ACCEPTANCE"))
                .body("pausedFor", contains("RETURNED"))
                .body("regulatorDays", contains(0));
        Given.registry()
                .get("/applications/" + UUID.randomUUID() + "/clocks")
                .then()
                .statusCode(404);
    }

    @Test
    void a_decision_stops_every_clock() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "GRANTED").then().statusCode(200).body("clocks.state", contains("CLOSED", "CLOSED"));
        as("lena", "review-lead")
                .get("/queue?limit=200&dueBefore=2100-01-01")
                .then()
                .body("items.caseId", not(hasItem(id)));
    }

    @Test
    void the_head_extends_once_by_at_most_what_the_scheme_allows_and_before_the_day_is_missed() throws SQLException {
        String id = Given.acceptedCase();
        extend(id, 11).then().statusCode(409).body("detail", equalTo("The scheme allows at most 10 days."));
        JsonPath before = extend(id, 10).then().statusCode(200).extract().jsonPath();
        assertThat(before.getString("clocks[1].dueOn"))
                .isEqualTo(workingDaysFromToday(30).toString());
        extend(id, 1).then().statusCode(409).body("detail", equalTo("The case has been extended once."));
        String late = Given.acceptedCase();
        acceptedDaysAgo(late, 60);
        extend(late, 10).then().statusCode(409).body("detail", equalTo("The last day has passed."));
        extend(Given.submittedCase(), 10).then().statusCode(409);
    }

    @Test
    void a_lead_takes_a_case_from_its_officer_who_stays_barred() {
        String id = Given.claimedCase();
        reassign(id).then().statusCode(200).body("officer", equalTo(null));
        reassign(id).then().statusCode(409).body("type", equalTo("/problems/not-claimed"));
        as("olga", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        Given.verdict(id, "6", "COMPLIES").then().statusCode(403);
        Given.recommendation(id, "oskar", "REFUSE").then().statusCode(403);
    }

    private static io.restassured.response.ValidatableResponse clocks(String id) {
        return as("lena", "review-lead").get("/cases/" + id).then().statusCode(200);
    }

    private static Response extend(String id, int days) {
        return as("dora", "decision-maker")
                .body(Map.of("days", days, "reason", "Joint review."))
                .post("/cases/" + id + "/extension");
    }

    private static Response reassign(String id) {
        return as("lena", "review-lead")
                .body(Examples.of("reassignCase").toString())
                .post("/cases/" + id + "/reassignment");
    }

    private static long overdueCount() {
        return as("lena", "review-lead").get("/queue/summary").jsonPath().getLong("overdue");
    }

    /// As if it had been submitted and accepted then: the owner of the tables takes the lock off history.
    private static void acceptedDaysAgo(String id, int days) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection owner = DriverManager.getConnection(url, "review_owner", "test");
                Statement sql = owner.createStatement()) {
            sql.execute("""
                    BEGIN;
                    ALTER TABLE case_move DISABLE TRIGGER case_move_on_record;
                    UPDATE case_move SET at = now() - interval '%d days' WHERE case_id = '%s' AND number <= 2;
                    ALTER TABLE case_move ENABLE TRIGGER case_move_on_record;
                    COMMIT
                    """.formatted(days, id));
        }
    }

    private static LocalDate workingDaysFromToday(int days) {
        LocalDate day = LocalDate.now(ZONE);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
