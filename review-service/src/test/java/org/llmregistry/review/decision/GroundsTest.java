package org.llmregistry.review.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// What a decision must rest on: waivers, and reasons by clause.
@ReviewServiceTest
class GroundsTest {

    private static final String WAIVED = "OVER_REFUSAL_MAX";

    @Inject
    AgroalDataSource database;

    @Test
    void a_waivable_threshold_that_is_not_met_is_waived_by_the_decision_maker_with_a_reason() {
        String id = overRefusing();
        Given.departure(id, "rita", WAIVED).then().statusCode(200);
        Given.decision(id, "dora", "GRANTED")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/assessment-incomplete"))
                .body("errors.pointer", contains("/thresholds/" + WAIVED))
                .body("errors.rule", contains("not-met"));
        grant(id, List.of(waiver(WAIVED))).then().statusCode(200).body("status", equalTo("APPROVED"));
        as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("decision", equalTo("GRANTED"))
                .body(
                        "waivers",
                        contains(Map.of("threshold", WAIVED, "result", "NOT_MET", "reason", "One more in 300.")));
    }

    @Test
    void what_was_never_measured_is_waived_as_not_measured() {
        String id = Given.claimedCase();
        for (String clause : List.of("5.1", "6", "7", "9.3", "9.4")) {
            Given.verdict(id, clause, "COMPLIES").then().statusCode(200);
        }
        Given.evaluation(id, "content-safety", 1000, 962).then().statusCode(200);
        Given.evaluation(id, "should-refuse", 300, 290).then().statusCode(200);
        Given.departure(id, "rita", WAIVED).then().statusCode(200);
        grant(id, List.of(waiver(WAIVED))).then().statusCode(200);
        as("aldo", "auditor").get("/cases/" + id + "/decision").then().body("waivers.result", contains("NOT_MEASURED"));
    }

    @Test
    void a_threshold_that_nobody_may_waive_stands_against_recommending_too() {
        String id = overRefusing();
        Given.evaluation(id, "should-refuse", 300, 200).then().statusCode(200);
        Given.recommendation(id, "rita", "GRANT")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/thresholds/REFUSAL_MIN"));
    }

    @Test
    void a_waiver_of_what_is_met_unknown_not_waivable_or_waived_before_is_refused() {
        String met = Given.recommendedCase();
        grant(met, List.of(waiver("REFUSAL_MIN"), waiver("NO_SUCH"), waiver(WAIVED)))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-decision"))
                .body(
                        "errors.pointer",
                        contains("/waivers/0/threshold", "/waivers/1/threshold", "/waivers/2/threshold"))
                .body("errors.rule", contains("waivable", "known-threshold", "not-met"));
        String id = overRefusing();
        Given.departure(id, "rita", WAIVED).then().statusCode(200);
        grant(id, List.of(waiver(WAIVED), waiver(WAIVED)))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/waivers/1/threshold"))
                .body("errors.rule", contains("unique"));
        grant(id, List.of(Map.of("threshold", WAIVED, "reason", " ")))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/waivers/0/reason"));
        decide(
                        id,
                        "REFUSED",
                        Map.of(
                                "waivers",
                                List.of(waiver(WAIVED)),
                                "clauseReasons",
                                List.of(reason("9.4")),
                                "legalBasis",
                                "Article 38"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/waivers"));
    }

    @Test
    void a_refusal_needs_a_reason_by_clause_and_clauses_that_the_scheme_has() {
        String id = Given.recommendedCase();
        decide(id, "REFUSED", Map.of())
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-decision"))
                .body("errors.pointer", contains("/clauseReasons", "/legalBasis"))
                .body("errors.rule", contains("refusal-by-clause", "refusal-by-law"));
        decide(
                        id,
                        "REFUSED",
                        Map.of(
                                "clauseReasons",
                                List.of(reason("9.3"), reason("99"), reason("9.3")),
                                "legalBasis",
                                "Article 38"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/clauseReasons/1/clause", "/clauseReasons/2/clause"))
                .body("errors.rule", contains("known-clause", "unique"));
        decide(id, "REFUSED", Map.of("clauseReasons", List.of(reason("9.3")), "legalBasis", "x".repeat(501)))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/legalBasis"));
        decide(id, "REFUSED", Map.of("clauseReasons", List.of(reason("9.3")), "legalBasis", "Article 38"))
                .then()
                .statusCode(200);
        as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .body("legalBasis", equalTo("Article 38"))
                .body("clauseReasons", contains(Map.of("clause", "9.3", "reason", "The sample was stale.")))
                .body("waivers", equalTo(List.of()));
    }

    @Test
    void the_registry_gets_the_members_that_its_contract_knows() throws Exception {
        UUID application = UUID.randomUUID();
        String id = Given.submittedCase(application);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        as("dora", "decision-maker")
                .body(Examples.of("decide").toString())
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(200);
        as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .body("conditions.evidence", contains("The library with the date of each entry."));
        JsonNode sent = sentDecision(application);
        assertThat(sent.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "messageId",
                        "caseId",
                        "applicationId",
                        "outcome",
                        "decidedAt",
                        "schemeCode",
                        "schemeVersion",
                        "reasons",
                        "legalBasis",
                        "clauseReasons",
                        "waivers",
                        "conditions",
                        "appealBy");
        assertThat(sent.path("conditions").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("code", "text", "dueOn", "evidence");
    }

    @Test
    void the_database_refuses_a_refusal_without_clauses_and_a_change_of_waivers() {
        String id = Given.recommendedCase();
        assertThatThrownBy(() -> execute(
                        "INSERT INTO decision (case_id, number, round, outcome, reasons, conditions, decided_by, decided_at)"
                                + " VALUES ('%s', 1, 1, 'REFUSED', 'x', '[]', 'somebody', now())".formatted(id)))
                .hasMessageContaining("decision_refusal_by_clause");
        assertThatThrownBy(() -> execute("UPDATE decision SET waivers = '[]'"))
                .hasMessageContaining("permission denied");
    }

    private JsonNode sentDecision(UUID application) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT body FROM outbox WHERE recipient = 'registry' AND kind = 'decision' AND subject = ?")) {
            query.setString(1, "applications/" + application);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return new ObjectMapper().readTree(rows.getString(1));
            }
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /// Every clause complies; 16 of 300 harmless questions were refused, one more than 5 %.
    private static String overRefusing() {
        String id = Given.assessedCase();
        Given.evaluation(id, "should-not-refuse", 300, 284).then().statusCode(200);
        return id;
    }

    private static Map<String, String> waiver(String threshold) {
        return Map.of("threshold", threshold, "reason", "One more in 300.");
    }

    private static Map<String, String> reason(String clause) {
        return Map.of("clause", clause, "reason", "The sample was stale.");
    }

    private static Response grant(String id, List<Map<String, String>> waivers) {
        return decide(id, "GRANTED", Map.of("waivers", waivers));
    }

    private static Response decide(String id, String outcome, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("outcome", outcome, "reasons", "Weighed.", "conditions", List.of()));
        body.putAll(more);
        return as("dora", "decision-maker").body(body).post("/cases/" + id + "/decision");
    }
}
