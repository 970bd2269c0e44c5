package org.llmregistry.review.central;

import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// Domain rule A9 from the second level: the centre asks while it reviews, and the case goes on there.
@ReviewServiceTest
class CentralQuestionTest {

    private final UUID application = UUID.randomUUID();

    @Test
    void the_centre_asks_while_it_reviews_and_the_case_goes_on_there() {
        String id = Given.submittedCase(application, "CN-2024", "FILING", "INITIAL");
        Given.accept(id);
        toCentre(id);
        draft(id, "oskar", "case-officer").then().statusCode(403);
        draft(id, "cora", "central-reviewer").then().statusCode(201);
        as("lena", "review-lead")
                .post("/cases/" + id + "/information-requests/1/approval")
                .then()
                .statusCode(200);
        as("lena", "review-lead")
                .get("/cases/" + id)
                .then()
                .body("clocks.find { it.code == 'REVIEW' }.pausedFor", equalTo("INFO_REQUESTED"));
        answer(1).then().statusCode(202).body("outcome", equalTo("PARTLY_ANSWERED"));
        answer(2).then().statusCode(202).body("outcome", equalTo("ANSWERED"));
        as("lena", "review-lead").get("/cases/" + id).then().body("status", equalTo("CENTRAL_REVIEW"));
    }

    /// A recommendation against the application needs no counts.
    private void toCentre(String id) {
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        for (String clause : as("oskar", "case-officer")
                .get("/cases/" + id + "/assessments")
                .jsonPath()
                .<String>getList("clause")) {
            Given.verdict(id, clause, "COMPLIES").then().statusCode(200);
        }
        Given.drawnBanks(
                id,
                application.toString(),
                List.of(
                        "generated-manual",
                        "generated-keyword",
                        "generated-classifier",
                        "should-refuse",
                        "should-not-refuse"));
        as("oskar", "case-officer").post("/cases/" + id + "/testing").then().statusCode(200);
        as("tina", "tester")
                .body(Examples.of("recordTest").toString())
                .post("/cases/" + id + "/test-results")
                .then()
                .statusCode(200);
        Given.recommendation(id, "rita", "REFUSE").then().statusCode(200);
    }

    private static Response draft(String id, String person, String role) {
        return as(person, role)
                .body(Examples.of("draftInformationRequest").toString())
                .post("/cases/" + id + "/information-requests");
    }

    private Response answer(int item) {
        ObjectNode message = Examples.of("receiveAnswers");
        message.put("messageId", UUID.randomUUID().toString()).put("applicationId", application.toString());
        ((ObjectNode) message.at("/answers/0")).put("item", item);
        return Given.registry().body(message.toString()).post("/answers");
    }
}
