package org.llmregistry.review.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.Given.as;

import io.restassured.path.json.JsonPath;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// Other tests decide cases too: what is asserted is what these add.
@ReviewServiceTest
class StatisticsTest {

    @Test
    void decisions_and_questions_are_counted() {
        JsonPath before = statistics();
        Given.decision(Given.recommendedCase(), "dora", "GRANTED").then().statusCode(200);
        Given.decision(withQuestions(), "dora", "GRANTED").then().statusCode(200);
        JsonPath after = statistics();
        for (Map.Entry<String, Integer> more : Map.of("decided", 2, "granted", 2, "refused", 0, "withQuestions", 1)
                .entrySet()) {
            assertThat(after.getLong(more.getKey()) - before.getLong(more.getKey()))
                    .as(more.getKey())
                    .isEqualTo((long) more.getValue());
        }
        String month = YearMonth.now(ZoneOffset.UTC).toString();
        assertThat(grantedIn(after, "byMonth", month) - grantedIn(before, "byMonth", month))
                .isEqualTo(2);
        assertThat(grantedIn(after, "byRegion", "CN-BJ") - grantedIn(before, "byRegion", "CN-BJ"))
                .isEqualTo(2);
        assertThat(after.getInt("regulatorDays.median"))
                .isBetween(0, 1); // decided on the day of acceptance, or midnight passed
    }

    @Test
    void a_year_without_decisions_has_no_days() {
        JsonPath empty = as("aud", "auditor").get("/statistics?year=2001").jsonPath();
        assertThat(empty.getLong("decided")).isZero();
        assertThat(empty.getMap("")).doesNotContainKeys("regulatorDays", "applicantDays");
        assertThat(empty.getList("byMonth")).isEmpty();
    }

    /// Nearest rank of 1, 2, …, n.
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 1, 2", "3, 2, 3", "10, 5, 9", "11, 6, 10", "100, 50, 90"})
    void percentiles_are_days_that_a_case_took(int cases, int median, int p90) {
        List<Integer> days = IntStream.rangeClosed(1, cases).boxed().toList();
        assertThat(Statistics.Days.of(days)).isEqualTo(new Statistics.Days(median, p90, cases));
    }

    private static JsonPath statistics() {
        return as("lena", "review-lead")
                .get("/statistics?year=" + Year.now(ZoneOffset.UTC))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long grantedIn(JsonPath statistics, String groups, String code) {
        Integer granted = statistics.get("%s.find { it.code == '%s' }?.granted".formatted(groups, code));
        return granted == null ? 0 : granted;
    }

    private static String withQuestions() {
        UUID application = UUID.randomUUID();
        String id = Given.submittedCase(application);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        Given.assess(id);
        as("oskar", "case-officer")
                .body("{\"items\": [{\"clause\": \"6\", \"question\": \"Which base model?\"}]}")
                .post("/cases/" + id + "/information-requests")
                .then()
                .statusCode(201);
        as("lena", "review-lead")
                .post("/cases/" + id + "/information-requests/1/approval")
                .then()
                .statusCode(200);
        Given.registry()
                .body(Examples.with("receiveAnswers", "messageId", UUID.randomUUID())
                        .put("applicationId", application.toString())
                        .toString())
                .post("/answers")
                .then()
                .statusCode(202);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        return id;
    }
}
