package org.llmregistry.review.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;

/// No decision against an applicant that could not speak, where the scheme says so.
@ReviewServiceTest
class HearingTest {

    private static String code;

    @Inject
    Hearings hearings;

    private final UUID application = UUID.randomUUID();

    @Test
    void a_refusal_waits_for_the_statement_and_the_letter_says_that_it_was_considered() {
        String id = proposed();
        Given.decision(id, "dora", "REFUSED")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-heard"))
                .body("detail", equalTo("Give notice first: POST /cases/%s/hearings.".formatted(id)));
        notice(id, "REFUSED")
                .then()
                .statusCode(201)
                .body(
                        "answerBy",
                        equalTo(LocalDate.now(ZoneId.of("Asia/Shanghai"))
                                .plusDays(14)
                                .toString()))
                .body("statement", nullValue());
        notice(id, "REFUSED").then().statusCode(409);
        Given.decision(id, "dora", "REFUSED").then().statusCode(409).body("type", equalTo("/problems/not-heard"));
        statement(UUID.randomUUID()).then().statusCode(202).body("outcome", equalTo("HEARD"));
        statement(UUID.randomUUID()).then().statusCode(202).body("outcome", equalTo("TOO_LATE"));
        as("dora", "decision-maker")
                .get("/cases/" + id + "/hearings")
                .then()
                .statusCode(200)
                .body(
                        "statement",
                        contains(
                                Examples.of("receiveStatement").get("statement").asText()));
        Given.decision(id, "dora", "REFUSED").then().statusCode(200).body("status", equalTo("REFUSED"));
        assertThat(letter(id)).contains("and made a statement, which was considered.");
    }

    @Test
    void the_clock_of_the_authority_stands_still_while_the_applicant_is_heard() {
        String id = proposed();
        as("dora", "decision-maker").get("/cases/" + id).then().body("clocks[1].state", equalTo("RUNNING"));
        notice(id, "REFUSED").then().statusCode(201);
        as("dora", "decision-maker")
                .get("/cases/" + id)
                .then()
                .body("status", equalTo("DECISION_PROPOSED"))
                .body("clocks[1].state", equalTo("STOPPED"))
                .body("clocks[1].dueOn", nullValue());
        statement(UUID.randomUUID()).then().statusCode(202);
        as("dora", "decision-maker")
                .get("/cases/" + id)
                .then()
                .body("clocks[1].state", equalTo("RUNNING"))
                .body("clocks[1].dueOn", notNullValue());
    }

    @Test
    void after_the_last_day_the_case_is_decided_without_a_statement() throws SQLException {
        String id = proposed();
        notice(id, "REFUSED").then().statusCode(201);
        lastDayWas(id, 1);
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        assertThat(letter(id)).contains("and made\nno statement in the time given.");
        statement(UUID.randomUUID()).then().statusCode(202).body("outcome", equalTo("TOO_LATE"));
    }

    @Test
    void the_clock_runs_again_by_itself_after_the_last_day_and_not_on_it() throws SQLException {
        String id = proposed();
        notice(id, "REFUSED").then().statusCode(201);
        lastDayWas(id, 0);
        hearings.closeMissed();
        as("dora", "decision-maker").get("/cases/" + id).then().body("clocks[1].state", equalTo("STOPPED"));
        lastDayWas(id, 1);
        hearings.closeMissed();
        as("dora", "decision-maker").get("/cases/" + id).then().body("clocks[1].state", equalTo("RUNNING"));
    }

    @Test
    void a_hearing_about_a_refusal_is_none_about_conditions() {
        String id = proposed();
        notice(id, "REFUSED").then().statusCode(201);
        statement(UUID.randomUUID()).then().statusCode(202);
        as("dora", "decision-maker")
                .body(Map.of(
                        "outcome",
                        "GRANTED_WITH_CONDITIONS",
                        "reasons",
                        "Nearly.",
                        "conditions",
                        List.of(Map.of("code", "LOGS", "text", "Keep logs."))))
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-heard"));
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
    }

    @Test
    void a_scheme_that_asks_for_no_hearing_has_none() {
        String id = Given.recommendedCase();
        notice(id, "REFUSED").then().statusCode(409).body("type", equalTo("/problems/no-hearing-needed"));
        as("dora", "decision-maker").get("/cases/" + id).then().body("nextActions.action", not(hasItem("HEAR")));
    }

    @Test
    void a_message_of_the_registry_has_its_effect_once() {
        String id = proposed();
        notice(id, "REFUSED").then().statusCode(201);
        UUID message = UUID.randomUUID();
        statement(message).then().body("outcome", equalTo("HEARD"));
        statement(message).then().body("outcome", equalTo("DUPLICATE"));
    }

    /// Recommended by rita, under DEMO with hearings.
    private String proposed() {
        if (code == null) {
            code = Rules.demoWith(text -> text.replace(
                            "beforeRefusal: false, beforeConditions: false",
                            "beforeRefusal: true, beforeConditions: true")
                    .replace("extension: 10, stoppedIn: [INFO_REQUESTED]", "extension: 10, stoppedIn: [HEARING]"));
        }
        String id = Rules.acceptedCase(code, application);
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        return id;
    }

    private static Response notice(String id, String outcome) {
        return as("dora", "decision-maker")
                .body(Examples.with("giveNotice", "intendedOutcome", outcome).toString())
                .post("/cases/" + id + "/hearings");
    }

    private Response statement(UUID message) {
        return Given.registry()
                .body(Examples.with("receiveStatement", "messageId", message)
                        .put("applicationId", application.toString())
                        .toString())
                .post("/hearing-statements");
    }

    private static String letter(String id) {
        return as("dora", "decision-maker")
                .accept("text/html")
                .get("/cases/" + id + "/decision/letter")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static void lastDayWas(String id, int daysAgo) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        try (Connection owner = DriverManager.getConnection(url, "review_owner", "test");
                Statement sql = owner.createStatement()) {
            sql.execute(
                    "UPDATE hearing SET answer_by = '%s' WHERE case_id = '%s'".formatted(today.minusDays(daysAgo), id));
        }
    }
}
