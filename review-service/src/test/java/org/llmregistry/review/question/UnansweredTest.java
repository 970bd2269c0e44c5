package org.llmregistry.review.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.AtOnce;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.TestClock;

/// Questions that the vendor lets wait. Asked on 2 March 2026, due in 60 days: on 1 May; warned 14 days before: on 17
/// April.
@ReviewServiceTest
class UnansweredTest {

    @Inject
    Unanswered unanswered;

    @Inject
    TestClock clock;

    @Inject
    Sent sent;

    private final UUID application = UUID.randomUUID();
    private String id;

    @BeforeEach
    void ask() {
        clock.stopAt("2026-03-02", "10:00");
        id = Given.submittedCase(application);
        Given.accept(id);
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        as("oskar", "case-officer")
                .body(Examples.of("draftInformationRequest").toString())
                .post("/cases/" + id + "/information-requests")
                .then()
                .statusCode(201);
        as("lena", "review-lead")
                .post("/cases/" + id + "/information-requests/1/approval")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    @Test
    void the_vendor_is_warned_once_some_days_before_the_end() {
        watchAt("2026-04-16", "23:59");
        assertThat(sent.messages(application)).doesNotContain("answer-warning");
        watchAt("2026-04-17", "00:00");
        watchAt("2026-04-17", "00:15");
        watchAt("2026-05-01", "23:59");
        assertThat(sent.messages(application))
                .containsOnlyOnce("answer-warning")
                .endsWith("answer-warning");
        JsonPath warning = new JsonPath(sent.messageBodies(application).getLast());
        assertThat(warning.getInt("number")).isEqualTo(1);
        assertThat(warning.getString("dueOn")).isEqualTo("2026-05-01");
        assertThat(warning.getString("warnedAt")).isEqualTo("2026-04-16T16:00:00Z");
        assertThat(sent.events(id))
                .containsOnlyOnce("information-request.warned")
                .endsWith("information-request.warned");
        as("lena", "review-lead")
                .get("/cases/" + id + "/information-requests")
                .then()
                .statusCode(200)
                .body("[0].warnedAt", equalTo("2026-04-16T16:00:00Z"));
    }

    @Test
    void what_is_not_answered_lapses_after_the_last_day_and_not_on_it() {
        watchAt("2026-04-17", "00:00");
        watchAt("2026-05-01", "23:59");
        shown().body("status", equalTo("INFO_REQUESTED"));
        watchAt("2026-05-02", "00:00");
        watchAt("2026-05-02", "00:15");
        shown().body("status", equalTo("LAPSED"))
                .body("clocks.state", contains("CLOSED", "CLOSED"))
                .body("nextActions", hasSize(0));
        assertThat(sent.events(id)).endsWith("information-request.warned", "case.lapsed");
        as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .body("decision", equalTo("LAPSED"))
                .body("decidedAt", equalTo("2026-05-01T16:00:00Z"));
        answer(1).then().statusCode(202).body("outcome", equalTo("TOO_LATE"));
    }

    @Test
    void nothing_lapses_without_a_warning_on_a_day_before() {
        watchAt("2026-06-01", "08:00"); // nobody looked for weeks
        watchAt("2026-06-01", "23:59");
        shown().body("status", equalTo("INFO_REQUESTED"));
        assertThat(sent.events(id)).endsWith("information-request.warned");
        watchAt("2026-06-02", "00:00");
        shown().body("status", equalTo("LAPSED"));
    }

    @Test
    void each_last_day_is_warned_of_and_an_item_that_is_not_answered_on_its_own_lets_the_application_lapse() {
        watchAt("2026-04-17", "00:00");
        answer(1).then().statusCode(202);
        answer(2).then().statusCode(202).body("outcome", equalTo("ANSWERED"));
        clock.stopAt("2026-04-20", "10:00");
        for (int item : new int[] {1, 2}) {
            as("oskar", "case-officer")
                    .body(Map.of("reason", "It names 900 items.", "answerDays", item * 30))
                    .post("/cases/" + id + "/information-requests/1/items/" + item + "/reopening")
                    .then()
                    .statusCode(201);
        }
        as("lena", "review-lead")
                .post("/cases/" + id + "/information-requests/2/approval")
                .then()
                .statusCode(200)
                .body("dueOn", equalTo("2026-05-20"))
                .body("items.dueOn", contains("2026-05-20", "2026-06-19"));
        watchAt("2026-05-05", "23:59");
        assertThat(warnings()).isEqualTo(1);
        watchAt("2026-05-06", "00:00");
        assertThat(warnings()).isEqualTo(2);
        answer(2, 1).then().statusCode(202).body("outcome", equalTo("PARTLY_ANSWERED"));
        watchAt("2026-05-21", "00:00");
        shown().body("status", equalTo("INFO_REQUESTED"));
        watchAt("2026-06-05", "00:00");
        watchAt("2026-06-06", "00:00");
        assertThat(warnings()).isEqualTo(3);
        assertThat(new JsonPath(sent.messageBodies(application).getLast()).getString("dueOn"))
                .isEqualTo("2026-06-19");
        watchAt("2026-06-20", "00:00");
        shown().body("status", equalTo("LAPSED"));
    }

    @Test
    void of_many_replicas_that_look_at_once_one_warns_and_one_lets_lapse() throws Exception {
        clock.stopAt("2026-04-17", "00:00");
        AtOnce.run(unanswered::watch);
        clock.stopAt("2026-05-02", "00:00");
        AtOnce.run(unanswered::watch);
        assertThat(sent.events(id))
                .containsOnlyOnce("information-request.warned", "case.lapsed")
                .endsWith("information-request.warned", "case.lapsed");
        assertThat(sent.messages(application)).endsWith("answer-warning", "progress");
    }

    private void watchAt(String day, String time) {
        clock.stopAt(day, time);
        unanswered.watch();
    }

    private ValidatableResponse shown() {
        return as("lena", "review-lead").get("/cases/" + id).then().statusCode(200);
    }

    private long warnings() {
        return sent.messages(application).stream()
                .filter("answer-warning"::equals)
                .count();
    }

    private Response answer(int item) {
        return answer(1, item);
    }

    private Response answer(int request, int item) {
        ObjectNode message = Examples.of("receiveAnswers");
        message.put("messageId", UUID.randomUUID().toString())
                .put("applicationId", application.toString())
                .put("number", request);
        ((ObjectNode) ((ArrayNode) message.get("answers")).get(0)).put("item", item);
        return Given.registry().body(message.toString()).post("/answers");
    }
}
