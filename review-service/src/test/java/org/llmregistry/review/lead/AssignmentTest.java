package org.llmregistry.review.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;

@ReviewServiceTest
class AssignmentTest {

    @Inject
    Sent sent;

    @Test
    void a_lead_gives_a_case_to_an_officer_who_can_assess_it_at_once() {
        String id = Given.acceptedCase();
        assign(id, "lena", "oskar")
                .then()
                .statusCode(200)
                .body("status", equalTo("REGIONAL_REVIEW"))
                .body("officer", equalTo(Tokens.subjectOf("oskar")));
        assertThat(sent.events(id)).containsExactly("case.opened", "case.accepted", "case.assigned");
        Given.verdict(id, "6", "COMPLIES").then().statusCode(200);
        Given.recommendation(id, "oskar", "GRANT").then().statusCode(403);
    }

    @Test
    void a_case_that_was_taken_from_its_officer_is_given_to_another() {
        String id = Given.claimedCase();
        assign(id, "lena", "olga").then().statusCode(409).body("type", equalTo("/problems/already-claimed"));
        as("lena", "review-lead")
                .body(Map.of("reason", "Ill."))
                .post("/cases/" + id + "/reassignment")
                .then()
                .statusCode(200);
        assign(id, "lena", "olga").then().statusCode(200).body("officer", equalTo(Tokens.subjectOf("olga")));
    }

    @Test
    void what_stands_against_a_claim_stands_against_an_assignment() {
        String id = Given.acceptedCase();
        declareConflict(id, "olga", "case-officer");
        assign(id, "lena", "olga").then().statusCode(403).body("type", equalTo("/problems/conflict-of-interest"));
        declareConflict(id, "lena", "review-lead");
        assign(id, "lena", "oskar").then().statusCode(403).body("type", equalTo("/problems/conflict-of-interest"));
        as("lena", "review-lead")
                .get("/cases/" + id)
                .then()
                .body("officer", equalTo(null))
                .body("nextActions.find { it.action == 'ASSIGN' }.allowedForYou", equalTo(false));
    }

    @Test
    void a_case_that_waits_for_intake_is_given_to_nobody() {
        assign(Given.submittedCase(), "lena", "oskar").then().statusCode(409).body("state", equalTo("SUBMITTED"));
    }

    private static void declareConflict(String id, String person, String role) {
        as(person, role)
                .body(Map.of(
                        "caseId", id, "conflict", true, "nature", "FAMILY", "statement", "My brother works there."))
                .post("/conflict-declarations")
                .then()
                .statusCode(201);
    }

    private static Response assign(String id, String lead, String officer) {
        return as(lead, "review-lead")
                .body(Map.of("officer", Tokens.subjectOf(officer)))
                .post("/cases/" + id + "/assignment");
    }
}
