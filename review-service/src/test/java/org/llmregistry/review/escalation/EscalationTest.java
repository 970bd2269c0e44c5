package org.llmregistry.review.escalation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// A case that asks upwards and comes back with advice.
@ReviewServiceTest
class EscalationTest {

    @Test
    void a_case_waits_for_the_advice_that_its_officer_asked_for() {
        String id = Given.assessedCase();
        escalate(id, "CENTRAL_REVIEWER")
                .then()
                .statusCode(201)
                .body("number", equalTo(1))
                .body("advice", nullValue());
        as("zora", "central-reviewer")
                .get("/escalations")
                .then()
                .statusCode(200)
                .body("caseId", hasItem(id));
        Given.recommendation(id, "rita", "GRANT")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/advice-awaited"));
        as("zora", "central-reviewer")
                .get("/cases/" + id)
                .then()
                .body("nextActions.find { it.action == 'ADVISE_AS_CENTRE' }.allowedForYou", equalTo(true))
                .body("nextActions.action", not(hasItem("RECOMMEND")));

        advise(id, 1, "zora", "central-reviewer")
                .then()
                .statusCode(200)
                .body("advisedBy", equalTo(Tokens.subjectOf("zora")));
        as("zora", "central-reviewer").get("/escalations").then().body("caseId", not(hasItem(id)));
        as("oskar", "case-officer")
                .get("/cases/" + id + "/escalations")
                .then()
                .statusCode(200)
                .body("advice", contains(Examples.of("advise").get("advice").asText()));
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
    }

    @Test
    void one_question_waits_at_a_time_and_is_answered_once() {
        String id = Given.claimedCase();
        escalate(id, "REVIEW_LEAD").then().statusCode(201);
        escalate(id, "REVIEW_LEAD").then().statusCode(409).body("type", equalTo("/problems/advice-awaited"));
        advise(id, 2, "lena", "review-lead").then().statusCode(404);
        advise(id, 1, "lena", "review-lead").then().statusCode(200);
        advise(id, 1, "lena", "review-lead").then().statusCode(409).body("type", equalTo("/problems/advised-already"));
        escalate(id, "CENTRAL_REVIEWER").then().statusCode(201).body("number", equalTo(2));
    }

    @Test
    void only_the_role_that_was_asked_advises_and_never_the_officer() {
        String id = Given.claimedCase();
        escalate(id, "REVIEW_LEAD").then().statusCode(201);
        advise(id, 1, "zora", "central-reviewer")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/asked-of-another-role"));
        advise(id, 1, "oskar", "review-lead")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/duties-not-separated"));
    }

    @Test
    void who_advised_does_not_decide() {
        String id = Given.assessedCase();
        escalate(id, "REVIEW_LEAD").then().statusCode(201);
        advise(id, 1, "dora", "review-lead").then().statusCode(200);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        Given.decision(id, "dora", "GRANTED")
                .then()
                .statusCode(403)
                .body("detail", equalTo("Who was adviser of a case may not be decision maker of the same case."));
        Given.decision(id, "daniel", "GRANTED").then().statusCode(200);
    }

    @Test
    void another_officer_cannot_escalate() {
        String id = Given.claimedCase();
        as("olga", "case-officer")
                .body(Examples.of("escalate").toString())
                .post("/cases/" + id + "/escalations")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/not-your-case"));
    }

    private static Response escalate(String id, String to) {
        return as("oskar", "case-officer")
                .body(Examples.with("escalate", "to", to).toString())
                .post("/cases/" + id + "/escalations");
    }

    private static Response advise(String id, int number, String person, String role) {
        return as(person, role)
                .body(Examples.of("advise").toString())
                .post("/cases/" + id + "/escalations/" + number + "/advice");
    }
}
