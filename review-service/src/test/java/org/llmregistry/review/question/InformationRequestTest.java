package org.llmregistry.review.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;

/// A round of questions: drafted, sent by a lead, answered item by item, or reopened.
@ReviewServiceTest
class InformationRequestTest {

    @Inject
    AgroalDataSource database;

    @Inject
    Sent sent;

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
        reject(id, "oskar").then().statusCode(403);
        send(id, "lena").then().statusCode(200);
        send(id, "lena").then().statusCode(409);
        reject(id, "lena").then().statusCode(409).body("type", equalTo("/problems/request-sent"));
        withdraw(id).then().statusCode(409);
    }

    @Test
    void a_draft_that_is_rejected_or_taken_back_uses_no_round_and_never_leaves() {
        String id = claimed();
        draft(id);
        assertThat(waiting()).contains(id + "/1");
        reject(id, "lena")
                .then()
                .statusCode(200)
                .body("status", equalTo("REJECTED"))
                .body("closedBy", equalTo(Tokens.subjectOf("lena")))
                .body("rejectedFor", equalTo("The first question was answered in the dossier, section 4."));
        assertThat(waiting()).doesNotContain(id + "/1");
        send(id, "lena").then().statusCode(409);
        draft(id).then().statusCode(201).body("number", equalTo(2));
        as("olga", "case-officer")
                .post("/cases/" + id + "/information-requests/2/withdrawal")
                .then()
                .statusCode(403);
        as("oskar", "case-officer")
                .post("/cases/" + id + "/information-requests/2/withdrawal")
                .then()
                .statusCode(200)
                .body("status", equalTo("WITHDRAWN"));
        assertThat(sent.messages(application)).doesNotContain("information-request");
        assertThat(sent.events(id)).endsWith("information-request.drafted", "information-request.withdrawn");
        for (int round = 3; round <= 5; round++) {
            draft(id).then().statusCode(201).body("number", equalTo(round));
            as("lena", "review-lead")
                    .post("/cases/" + id + "/information-requests/" + round + "/approval")
                    .then()
                    .statusCode(200);
            answer(round, 1);
            answer(round, 2);
        }
        draft(id).then().statusCode(409).body("detail", equalTo("The scheme allows 3 rounds."));
    }

    @Test
    void each_item_has_its_last_day_and_the_earliest_that_is_open_counts() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String id = claimed();
        ObjectNode ask = Examples.of("draftInformationRequest");
        ((ObjectNode) ask.at("/items/0")).put("answerDays", 10);
        ((ObjectNode) ask.at("/items/1")).put("answerDays", 61);
        draft(id, ask).then().statusCode(422).body("errors.pointer", contains("/items/1/answerDays"));
        ((ObjectNode) ask.at("/items/1")).put("answerDays", 60);
        draft(id, ask).then().statusCode(201).body("items.dueOn", contains(nullValue(), nullValue()));
        send(id, "lena")
                .then()
                .body("dueOn", equalTo(today.plusDays(10).toString()))
                .body(
                        "items.dueOn",
                        contains(
                                today.plusDays(10).toString(),
                                today.plusDays(60).toString()));
        assertThat(new JsonPath(sent.messageBodies(application).getLast()).<String>getList("items.dueOn"))
                .containsExactly(
                        today.plusDays(10).toString(), today.plusDays(60).toString());
        answer(1).then().body("outcome", equalTo("PARTLY_ANSWERED"));
        list(id).body("[0].dueOn", equalTo(today.plusDays(60).toString()));
    }

    @Test
    void a_dossier_that_comes_with_the_answers_takes_the_place_of_the_one_before() {
        String id = claimed();
        draft(id);
        send(id, "lena");
        answer(1);
        ObjectNode message = message(1, 2);
        message.putObject("revision")
                .put("number", 2)
                .putObject("dossier")
                .putArray("evaluations")
                .addObject()
                .put("bank", "should-refuse")
                .put("scope", "ALL")
                .put("drawn", 300)
                .put("passed", 291);
        ((ObjectNode) message.at("/answers/0")).put("notApplicable", true);
        post(message).then().statusCode(202).body("outcome", equalTo("ANSWERED"));
        as("lena", "review-lead").get("/cases/" + id).then().body("revision", equalTo(2));
        list(id).body("[0].items.notApplicable", contains(false, true));
        as("aldo", "auditor")
                .get("/cases/" + id + "/evaluations")
                .then()
                .body("suite", contains("should-refuse"))
                .body("[0].counts.party", contains("APPLICANT"))
                .body("[0].counts[0].counts.passed", equalTo(291));
    }

    @Test
    void what_is_not_enough_is_drafted_again_and_the_first_answer_stays() throws SQLException {
        String id = claimed();
        draft(id);
        send(id, "lena");
        reopen(id, 2).then().statusCode(409).body("state", equalTo("INFO_REQUESTED"));
        answer(1);
        answer(2);
        reopen(id, 2)
                .then()
                .statusCode(201)
                .body("number", equalTo(2))
                .body("status", equalTo("DRAFTED"))
                .body("items.reopens", contains(Map.of("number", 1, "item", 2)))
                .body("items.reopenedFor", contains("The list names 900 items; the draw had 1,000."));
        reopen(id, 2).then().statusCode(409).body("detail", equalTo("Item 2 is asked again already."));
        reopen(id, 1).then().statusCode(201).body("number", equalTo(2)).body("items.number", contains(1, 2));
        as("lena", "review-lead").get("/cases/" + id).then().body("status", equalTo("REGIONAL_REVIEW"));
        as("oskar", "review-lead")
                .post("/cases/" + id + "/information-requests/2/approval")
                .then()
                .statusCode(403);
        as("lena", "review-lead")
                .post("/cases/" + id + "/information-requests/2/approval")
                .then()
                .statusCode(200);
        JsonPath message = new JsonPath(sent.messageBodies(application).getLast());
        assertThat(message.getInt("items[0].reopens.item")).isEqualTo(2);
        answer(2, 1);
        answer(2, 2).then().body("outcome", equalTo("ANSWERED"));
        list(id).body("[0].items.answer", contains("Answer to 1", "Answer to 2"))
                .body("[1].items.clause", contains("9.3", "5.1"));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(
                            "UPDATE question SET answer = 'Another.' WHERE case_id = '%s'".formatted(id)))
                    .hasMessageContaining("on record");
        }
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
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-questions"))
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
        return draft(id, Examples.of("draftInformationRequest"));
    }

    private static Response draft(String id, ObjectNode ask) {
        return as("oskar", "case-officer").body(ask.toString()).post("/cases/" + id + "/information-requests");
    }

    private static Response reject(String id, String lead) {
        return as(lead, "review-lead")
                .body(Examples.of("rejectInformationRequest").toString())
                .post("/cases/" + id + "/information-requests/1/rejection");
    }

    private static Response withdraw(String id) {
        return as("oskar", "case-officer").post("/cases/" + id + "/information-requests/1/withdrawal");
    }

    private static List<String> waiting() {
        List<Map<String, Object>> drafts = as("lena", "review-lead")
                .get("/information-requests")
                .then()
                .statusCode(200)
                .extract()
                .path("");
        return drafts.stream()
                .map(draft -> draft.get("caseId") + "/" + draft.get("number"))
                .toList();
    }

    private static ValidatableResponse list(String id) {
        return as("rita", "second-reader")
                .get("/cases/" + id + "/information-requests")
                .then()
                .statusCode(200);
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
