package org.llmregistry.review.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.AtOnce;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.TestClock;

/// Conditions of a licence that is granted on 2 March 2026: one to be met by 30 April, one that lasts.
@ReviewServiceTest
class ConditionTest {

    @Inject
    Conditions conditions;

    @Inject
    TestClock clock;

    @Inject
    Sent sent;

    @Inject
    AgroalDataSource database;

    private final UUID application = UUID.randomUUID();
    private String id;

    @BeforeEach
    void grant() {
        clock.stopAt("2026-03-02", "10:00");
        id = Given.submittedCase(application);
        Given.accept(id);
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        decide(set("LOGS", null), set("KEYWORDS", "2026-04-30")).then().statusCode(200);
    }

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    @Test
    void each_condition_of_the_decision_is_followed_the_next_due_first() {
        list("caseId=" + id)
                .body("items.code", contains("KEYWORDS", "LOGS"))
                .body("items.status", contains("OPEN", "OPEN"))
                .body("items.dueOn", contains("2026-04-30", null))
                .body("items[0].evidence", equalTo("What shows KEYWORDS."))
                .body("total.count", equalTo(2));
        list("caseId=" + id + "&dueBefore=2026-05-01").body("items.code", contains("KEYWORDS"));
        list("caseId=" + id + "&dueBefore=2026-04-30").body("total.count", equalTo(0));
        list("caseId=" + id + "&status=MET").body("total.count", equalTo(0));
        assertThat(pages("caseId=" + id)).containsExactly("KEYWORDS", "LOGS");
    }

    @Test
    void what_is_not_shown_by_the_last_day_is_overdue_the_day_after_and_flagged_once() {
        watchAt("2026-04-30", "23:59");
        list("caseId=" + id).body("items.status", contains("OPEN", "OPEN"));
        watchAt("2026-05-01", "00:00");
        watchAt("2026-05-02", "00:00");
        list("caseId=" + id).body("items.status", contains("OVERDUE", "OPEN"));
        list("caseId=" + id + "&status=OVERDUE").body("items.code", contains("KEYWORDS"));
        assertThat(sent.events(id)).containsOnlyOnce("condition.overdue").endsWith("condition.overdue");
        evidence("KEYWORDS").then().statusCode(200).body("status", equalTo("MET"));
    }

    @Test
    void the_holder_is_warned_once_before_the_last_day_and_told_how_the_condition_stands() {
        watchAt("2026-04-15", "23:59");
        assertThat(sent.events(id)).doesNotContain("condition.warned");
        watchAt("2026-04-16", "00:00");
        watchAt("2026-04-20", "12:00");
        assertThat(sent.events(id)).containsOnlyOnce("condition.warned").endsWith("condition.warned");
        list("caseId=" + id).body("items[0].warnedAt", equalTo("2026-04-15T16:00:00Z"));
        watchAt("2026-05-01", "00:00");
        evidence("KEYWORDS").then().statusCode(200);
        List<JsonPath> told = sent.messageBodies(application).stream()
                .filter(body -> body.contains("conditionId") && body.contains("KEYWORDS"))
                .map(JsonPath::from)
                .toList();
        assertThat(told)
                .extracting(message -> message.getString("status"))
                .containsExactly("OPEN", "OPEN", "OVERDUE", "MET");
        assertThat(told)
                .extracting(message -> message.getString("warnedAt"))
                .containsExactly(null, "2026-04-15T16:00:00Z", "2026-04-15T16:00:00Z", "2026-04-15T16:00:00Z");
    }

    @Test
    void what_the_holder_hands_in_stands_beside_the_condition_until_an_officer_takes_it() {
        String condition = sent.messageBodies(application).stream()
                .filter(body -> body.contains("conditionId") && body.contains("KEYWORDS"))
                .map(body -> JsonPath.from(body).getString("conditionId"))
                .findFirst()
                .orElseThrow();
        UUID message = UUID.randomUUID();
        for (String outcome : List.of("HANDED_IN", "DUPLICATE")) {
            handIn(condition, message).then().statusCode(202).body("outcome", equalTo(outcome));
        }
        list("caseId=" + id)
                .body("items[0].status", equalTo("OPEN"))
                .body("items[0].handedIn.shown", contains("The library of March with the date of each entry."));
        evidence("KEYWORDS").then().statusCode(200);
        handIn(condition, UUID.randomUUID()).then().body("outcome", equalTo("TOO_LATE"));
    }

    @Test
    void an_order_for_an_overdue_condition_needs_one() {
        ObjectNode order = Examples.with("proposeOrder", "caseId", id).put("ground", "OVERDUE_CONDITION");
        as("paul", "decision-maker")
                .body(order.toString())
                .post("/orders")
                .then()
                .statusCode(422)
                .body("errors.rule", contains("overdue-condition"));
        clock.stopAt("2026-05-01", "00:00");
        as("paul", "decision-maker")
                .body(order.toString())
                .post("/orders")
                .then()
                .statusCode(201);
    }

    @Test
    void a_renewal_asks_for_its_own_conditions_and_for_the_old_ones_no_longer() {
        String renewal = Given.registry()
                .body(Given.submission(UUID.randomUUID(), 1)
                        .put("kind", "RENEWAL")
                        .put("licenceNumber", "DEMO-2026-000001-7")
                        .put("licensedOn", application.toString())
                        .toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
        Given.accept(renewal);
        Given.assess(renewal);
        Given.recommendation(renewal, "rita", "GRANT").then().statusCode(200);
        list("caseId=" + id).body("items.status", contains("OPEN", "OPEN"));
        Given.decision(renewal, "dora", "GRANTED").then().statusCode(200);
        list("caseId=" + id).body("items.status", contains("REPLACED", "REPLACED"));
    }

    private static Response handIn(String condition, UUID message) {
        return Given.registry()
                .body(Examples.with("receiveEvidence", "messageId", message)
                        .put("conditionId", condition)
                        .toString())
                .post("/condition-evidence");
    }

    @Test
    void evidence_meets_a_condition_once_and_tells_who_took_it_and_when() {
        evidence("KEYWORDS")
                .then()
                .statusCode(200)
                .body("status", equalTo("MET"))
                .body("shown", equalTo("The library of March with the date of each entry."))
                .body("documents.size()", equalTo(1))
                .body("metBy", equalTo(Tokens.subjectOf("oskar")))
                .body("metAt", equalTo("2026-03-02T02:00:00Z"));
        evidence("KEYWORDS")
                .then()
                .statusCode(409)
                .body("state", equalTo("MET"))
                .body("allowedTransitions", equalTo(List.of()));
        evidence("NONE").then().statusCode(404);
        watchAt("2026-05-01", "00:00");
        list("caseId=" + id).body("items.status", contains("MET", "OPEN"));
        assertThat(sent.events(id)).endsWith("case.decided", "condition.met");
    }

    @Test
    void of_many_replicas_that_look_at_once_one_flags() throws Exception {
        clock.stopAt("2026-05-01", "00:00");
        AtOnce.run(conditions::watch);
        assertThat(sent.events(id)).containsOnlyOnce("condition.overdue");
    }

    @Test
    void a_code_stands_for_one_condition() {
        id = Given.recommendedCase();
        decide(set("LOGS", null), set("LOGS", "2026-04-30"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/conditions/1/code"));
    }

    @Test
    void the_database_refuses_met_without_evidence_and_another_text() {
        assertRefused(
                "UPDATE case_condition SET status = 'MET' WHERE case_id = '%s'", "case_condition_met_by_evidence");
        assertRefused(
                "UPDATE case_condition SET status = 'MET', shown = '', met_by = 'x', met_at = now() WHERE case_id = '%s'",
                "case_condition_shown");
        assertRefused("UPDATE case_condition SET due_on = '2030-01-01' WHERE case_id = '%s'", "it is on record");
        assertRefused(
                "UPDATE case_condition SET status = 'OVERDUE' WHERE code = 'LOGS' AND case_id = '%s'",
                "case_condition_overdue");
        evidence("KEYWORDS").then().statusCode(200);
        assertRefused(
                "UPDATE case_condition SET status = 'OPEN', shown = NULL, met_by = NULL, met_at = NULL, documents = '{}'"
                        + " WHERE code = 'KEYWORDS' AND case_id = '%s'",
                "it is on record");
        assertRefused("DELETE FROM case_condition WHERE case_id = '%s'", "permission denied");
    }

    private void watchAt(String day, String time) {
        clock.stopAt(day, time);
        conditions.watch();
    }

    private static Map<String, @Nullable Object> set(String code, @Nullable String dueOn) {
        Map<String, @Nullable Object> condition = new HashMap<>();
        condition.put("code", code);
        condition.put("text", "Do " + code + ".");
        condition.put("dueOn", dueOn);
        condition.put("evidence", "What shows " + code + ".");
        return condition;
    }

    private Response decide(Object... set) {
        return as("dora", "decision-maker")
                .body(Map.of(
                        "outcome", "GRANTED_WITH_CONDITIONS", "reasons", "As recommended.", "conditions", List.of(set)))
                .post("/cases/" + id + "/decision");
    }

    private Response evidence(String code) {
        return as("oskar", "case-officer")
                .body(Examples.of("takeEvidence").toString())
                .post("/cases/" + id + "/conditions/" + code + "/evidence");
    }

    private static ValidatableResponse list(String filter) {
        return as("aud", "auditor").get("/conditions?" + filter).then().statusCode(200);
    }

    private static List<String> pages(String filter) {
        List<String> codes = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = list(filter + "&limit=1" + cursor).extract().jsonPath();
            codes.addAll(page.getList("items.code", String.class));
            cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        return codes;
    }

    private void assertRefused(String sql, String constraint) {
        assertThatThrownBy(() -> execute(sql.formatted(id))).hasMessageContaining(constraint);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
