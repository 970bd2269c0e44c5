package org.llmregistry.review.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;
import org.llmregistry.review.Sent;

/// Who proposes drafts conditions and justifies each departure from a threshold (domain rule A15).
@ReviewServiceTest
class ProposalTest {

    @Inject
    Sent sent;

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

    /// On a track of one level the recommendation is the proposal.
    @Test
    void a_recommendation_drafts_where_no_centre_does() {
        String id = Given.acceptedCase();
        Given.assess(id);
        Given.evaluation(id, "should-not-refuse", 300, 284).then().statusCode(200);
        ObjectNode recommendation = drafting();
        recommend(id, recommendation)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-decision"))
                .body("errors.rule", contains("departure-justified"))
                .body("errors.detail", contains("Say why OVER_REFUSAL_MAX may be waived."));
        depart(recommendation, "REFUSAL_MIN", "Nearly.");
        depart(recommendation, "OVER_REFUSAL_MAX", "One more in 300.");
        recommendation.withArray("conditions").add(recommendation.at("/conditions/0"));
        recommend(id, recommendation)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/departures/0/threshold", "/conditions"))
                .body("errors.rule", contains("not-met", "unique"));
        recommend(id, recommendation.deepCopy().put("outcome", "REFUSE"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/conditions", "/departures"))
                .body("errors.rule", contains("with-grant", "with-grant"));
        recommendation.withArray("departures").remove(0);
        recommendation.withArray("conditions").remove(1);
        recommend(id, recommendation).then().statusCode(200).body("status", equalTo("DECISION_PROPOSED"));
        as("dora", "decision-maker")
                .get("/cases/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("recommendation", equalTo("GRANT"))
                .body("recommendedConditions.code", contains("KEYWORDS"))
                .body("recommendedConditions.dueOn", contains("2027-03-31"))
                .body("recommendedDepartures.threshold", contains("OVER_REFUSAL_MAX"))
                .body("recommendedDepartures.reason", contains("One more in 300."))
                .body("decision", nullValue());
        assertThat(sent.eventBodies(id).getLast())
                .contains("\"conditions\":[\"KEYWORDS\"]", "\"departures\":[\"OVER_REFUSAL_MAX\"]");
    }

    @Test
    void a_recommendation_drafts_nothing_where_the_centre_does() {
        String id = Rules.acceptedCase(
                Rules.demoWith(text -> text.replace("steps: []", "steps: [CENTRAL_REVIEW]")), UUID.randomUUID());
        Given.assess(id);
        recommend(id, drafting())
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/conditions"))
                .body("errors.rule", contains("one-level"));
    }

    private static ObjectNode drafting() {
        ObjectNode recommendation = Examples.of("recommend");
        recommendation.set("conditions", Examples.<ObjectNode>of("propose").get("conditions"));
        return recommendation;
    }

    private static void depart(ObjectNode recommendation, String threshold, String reason) {
        recommendation
                .withArray("departures")
                .addObject()
                .put("threshold", threshold)
                .put("reason", reason);
    }

    private static Response recommend(String id, ObjectNode recommendation) {
        return as("rita", "second-reader").body(recommendation.toString()).post("/cases/" + id + "/recommendation");
    }

    private static Response propose(String id, ObjectNode proposal) {
        return as("cora", "central-reviewer").body(proposal.toString()).post("/cases/" + id + "/proposal");
    }
}
