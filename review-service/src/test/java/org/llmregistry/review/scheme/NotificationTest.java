package org.llmregistry.review.scheme;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.review.Given.as;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// A whole case under EU-GPAI: no clock, no threshold, no order; sixteen clauses of Annexes XI and XII.
@ReviewServiceTest
class NotificationTest {

    @Test
    void a_notification_goes_from_submission_to_decision_without_a_clock_or_a_count() {
        String id = Given.registry()
                .body(Given.submission(UUID.randomUUID(), 1)
                        .put("schemeCode", "EU-GPAI")
                        .put("track", "SYSTEMIC_RISK")
                        .put("region", "EU")
                        .toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
        Given.accept(id);
        as("oskar", "case-officer")
                .post("/cases/" + id + "/claim")
                .then()
                .statusCode(200)
                .body("schemeVersion", equalTo(1))
                .body("clocks", hasSize(0));
        List<String> clauses = as("oskar", "case-officer")
                .get("/cases/" + id + "/assessments")
                .then()
                .body("$", hasSize(16))
                .extract()
                .path("clause");
        clauses.forEach(clause -> Given.verdict(id, clause, "COMPLIES").then().statusCode(200));
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200).body("status", equalTo("DECISION_PROPOSED"));
        Given.decision(id, "dora", "GRANTED").then().statusCode(200).body("status", equalTo("APPROVED"));
        as("paul", "decision-maker")
                .body(Examples.with("proposeOrder", "caseId", id).toString())
                .post("/orders")
                .then()
                .statusCode(422)
                .body("errors.rule", contains("known-sanction"));
    }
}
