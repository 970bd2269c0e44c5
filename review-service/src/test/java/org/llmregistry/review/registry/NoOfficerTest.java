package org.llmregistry.review.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.order.Orders;

/// The vendor reads what the registry is told, and nothing of it tells an officer: all that goes there in a case that
/// passes through every hand that it can on one level.
@ReviewServiceTest
class NoOfficerTest {

    private static final List<String> PERSONS =
            List.of("ines", "oskar", "lena", "rita", "dora", "paul", "carla", "duncan", "olga");

    @Inject
    Sent sent;

    private final UUID application = UUID.randomUUID();

    @Test
    void no_message_to_the_registry_names_a_person_of_the_office() {
        String id = Given.submittedCase(application);
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200);
        Given.registry()
                .body(Given.submission(application, 2).toString())
                .post("/submissions")
                .then()
                .statusCode(202);
        Given.accept(id);
        as("dora", "decision-maker")
                .body(Map.of("days", 5, "reason", "Joint review."))
                .post("/cases/" + id + "/extension")
                .then()
                .statusCode(200);
        Given.assess(id);
        ask(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        as("dora", "decision-maker")
                .body(Examples.of("decide").toString())
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(200);
        Orders.made(id, "RESTRICT");
        Orders.propose(id, "REVOKE", "paul").then().statusCode(201);
        objection();

        List<String> kinds = sent.messages(application);
        assertThat(kinds)
                .contains("progress", "information-request", "decision", "order", "change-objection")
                .hasSizeGreaterThan(12);
        List<String> bodies = sent.messageBodies(application);
        for (String person : PERSONS) {
            assertThat(bodies)
                    .noneMatch(body -> body.contains(Tokens.subjectOf(person)))
                    .noneMatch(body -> body.matches("(?s).*\\b%s\\b.*".formatted(person)));
        }
    }

    private void ask(String id) {
        as("oskar", "case-officer")
                .body(Examples.of("draftInformationRequest").toString())
                .post("/cases/" + id + "/information-requests")
                .then()
                .statusCode(201);
        as("lena", "review-lead")
                .post("/cases/" + id + "/information-requests/1/approval")
                .then()
                .statusCode(200);
        for (int item = 1; item <= 2; item++) {
            ObjectNode answers = Examples.with("receiveAnswers", "messageId", UUID.randomUUID())
                    .put("applicationId", application.toString());
            ((ObjectNode) ((ArrayNode) answers.get("answers")).get(0)).put("item", item);
            Given.registry().body(answers.toString()).post("/answers").then().statusCode(202);
        }
    }

    private void objection() {
        UUID change = UUID.randomUUID();
        ObjectNode told = Examples.with("receiveLicenceChange", "messageId", UUID.randomUUID())
                .put("changeId", change.toString())
                .put("applicationId", application.toString())
                .put("objectionUntil", "2999-12-31");
        Given.registry().body(told.toString()).post("/licence-changes").then().statusCode(202);
        as("olga", "case-officer")
                .body(Examples.of("objectToChange").toString())
                .post("/licence-changes/" + change + "/objection")
                .then()
                .statusCode(200);
    }
}
