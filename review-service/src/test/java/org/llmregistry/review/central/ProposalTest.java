package org.llmregistry.review.central;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;

/// The centre drafts conditions and justifies each departure from a threshold (domain rule A15).
@ReviewServiceTest
class ProposalTest {

    @Test
    void a_grant_that_departs_from_a_threshold_says_why_and_the_decider_reads_it() {
        String id = Rules.acceptedCase(
                Rules.demoWith(text -> text.replace("steps: []", "steps: [CENTRAL_REVIEW]")), UUID.randomUUID());
        Given.assess(id);
        Given.evaluation(id, "should-not-refuse", 300, 284).then().statusCode(200);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200).body("status", equalTo("CENTRAL_REVIEW"));
        ObjectNode proposal = Examples.of("propose");
        propose(id, proposal)
                .then()
                .statusCode(422)
                .body("errors.rule", contains("departure-justified"))
                .body("errors.detail", contains("Say why OVER_REFUSAL_MAX may be waived."));
        proposal.withArray("departures")
                .addObject()
                .put("threshold", "REFUSAL_MIN")
                .put("reason", "Nearly.");
        proposal.withArray("departures")
                .addObject()
                .put("threshold", "OVER_REFUSAL_MAX")
                .put("reason", "One more in 300.");
        propose(id, proposal).then().statusCode(422).body("errors.pointer", contains("/departures/0/threshold"));
        propose(id, proposal.deepCopy().put("outcome", "REFUSE"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/conditions", "/departures"));
        proposal.withArray("departures").remove(0);
        propose(id, proposal).then().statusCode(200).body("status", equalTo("DECISION_PROPOSED"));
        as("dora", "decision-maker")
                .get("/cases/" + id + "/proposals")
                .then()
                .statusCode(200)
                .body("outcome", contains("GRANT"))
                .body("[0].conditions.code", contains("KEYWORDS"))
                .body("[0].departures.threshold", contains("OVER_REFUSAL_MAX"))
                .body("[0].departures.reason", contains("One more in 300."))
                .body("[0].proposedBy", equalTo(Tokens.subjectOf("cora")));
    }

    private static Response propose(String id, ObjectNode proposal) {
        return as("cora", "central-reviewer").body(proposal.toString()).post("/cases/" + id + "/proposal");
    }
}
