package org.llmregistry.review.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// A round of questions: drafted, sent by a lead, answered item by item, or reopened.
@ReviewServiceTest
class InformationRequestTest {

    private final UUID application = UUID.randomUUID();

    @Test
    void questions_stop_the_clock_and_the_last_answer_starts_it_again() {
        String id = claimed();
        draft(id).then().statusCode(201).body("status", equalTo("DRAFTED")).body("items.number", contains(1, 2));
        send(id, "lena")
                .then()
                .statusCode(200)
                .body("status", equalTo("SENT"))
                .body(
                        "dueOn",
                        equalTo(LocalDate.now(ZoneId.of("Asia/Shanghai"))
                                .plusDays(60)
                                .toString()));
        as("lena", "review-lead")
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("INFO_REQUESTED"))
                .body("clocks.find { it.code == 'REVIEW' }.state", equalTo("STOPPED"))
                .body("clocks.find { it.code == 'REVIEW' }.dueOn", equalTo(null));
        answer(1).then().statusCode(202).body("outcome", equalTo("PARTLY_ANSWERED"));
        answer(2).then().statusCode(202).body("outcome", equalTo("ANSWERED"));
        as("lena", "review-lead")
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("REGIONAL_REVIEW"))
                .body("clocks.find { it.code == 'REVIEW' }.state", equalTo("RUNNING"));
        as("rita", "second-reader")
                .get("/cases/" + id + "/information-requests")
                .then()
                .statusCode(200)
                .body("[0].status", equalTo("ANSWERED"))
                .body("[0].items.answer", contains("Answer to 1", "Answer to 2"));
        answer(1).then().statusCode(202).body("outcome", equalTo("TOO_LATE"));
    }

    @Test
    void who_drafts_questions_cannot_send_them() {
        String id = claimed();
        draft(id);
        send(id, "oskar").then().statusCode(403).body("type", equalTo("/problems/duties-not-separated"));
        send(id, "lena").then().statusCode(200);
        send(id, "lena").then().statusCode(409);
    }

    @Test
    void an_answer_that_is_not_enough_is_asked_for_again() {
        String id = claimed();
        draft(id);
        send(id, "lena");
        answer(1);
        answer(2);
        reopen(id, 2)
                .then()
                .statusCode(200)
                .body("status", equalTo("SENT"))
                .body("items.answer", contains("Answer to 1", null))
                .body("items[1].reopenedFor", equalTo("The list names 900 items; the draw had 1,000."));
        as("lena", "review-lead").get("/cases/" + id).then().body("status", equalTo("INFO_REQUESTED"));
        answer(2).then().body("outcome", equalTo("ANSWERED"));
    }

    @Test
    void rounds_are_limited_by_the_scheme_and_one_runs_at_a_time() {
        String id = claimed();
        for (int round = 1; round <= 3; round++) {
            draft(id).then().statusCode(201).body("number", equalTo(round));
            draft(id).then().statusCode(409).body("detail", equalTo("An earlier request is not answered yet."));
            as("lena", "review-lead")
                    .post("/cases/" + id + "/information-requests/" + round + "/approval")
                    .then()
                    .statusCode(200);
            answer(round, 1);
            answer(round, 2);
        }
        draft(id)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/no-more-rounds"))
                .body("detail", equalTo("The scheme allows 3 rounds."));
    }

    @Test
    void a_question_names_a_clause_of_the_scheme() {
        ObjectNode ask = Examples.of("draftInformationRequest");
        ((ObjectNode) ask.at("/items/1")).put("clause", "99");
        as("oskar", "case-officer")
                .body(ask.toString())
                .post("/cases/" + claimed() + "/information-requests")
                .then()
                .statusCode(404)
                .body("errors.pointer", contains("/items/1/clause"));
    }

    @Test
    void the_same_message_twice_has_one_effect() {
        String id = claimed();
        draft(id);
        send(id, "lena");
        ObjectNode message = message(1, 1);
        post(message).then().body("outcome", equalTo("PARTLY_ANSWERED"));
        post(message).then().body("outcome", equalTo("DUPLICATE"));
        assertThat(as("lena", "review-lead").get("/cases/" + id).<String>path("status"))
                .isEqualTo("INFO_REQUESTED");
    }

    private String claimed() {
        String id = Given.submittedCase(application);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        return id;
    }

    private static Response draft(String id) {
        return as("oskar", "case-officer")
                .body(Examples.of("draftInformationRequest").toString())
                .post("/cases/" + id + "/information-requests");
    }

    private static Response send(String id, String lead) {
        return as(lead, "review-lead").post("/cases/" + id + "/information-requests/1/approval");
    }

    private static Response reopen(String id, int item) {
        return as("oskar", "case-officer")
                .body(Examples.of("reopenQuestion").toString())
                .post("/cases/" + id + "/information-requests/1/items/" + item + "/reopening");
    }

    private Response answer(int item) {
        return answer(1, item);
    }

    private Response answer(int round, int item) {
        return post(message(round, item));
    }

    private ObjectNode message(int round, int item) {
        ObjectNode message = Examples.of("receiveAnswers");
        message.put("messageId", UUID.randomUUID().toString())
                .put("applicationId", application.toString())
                .put("number", round);
        ((ObjectNode) ((ArrayNode) message.get("answers")).get(0))
                .put("item", item)
                .put("text", "Answer to " + item);
        return message;
    }

    private static Response post(ObjectNode message) {
        return Given.registry().body(message.toString()).post("/answers");
    }
}
