package org.llmregistry.review.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;

/// Incidents that holders report are read and acknowledged by the office.
@ReviewServiceTest
class IncidentTest {

    @Inject
    Sent sent;

    private final UUID application = UUID.randomUUID();
    private final UUID incident = UUID.randomUUID();
    private final String number = "DEMO-" + incident;

    @Test
    void an_incident_is_followed_up_and_one_officer_acknowledges_it() {
        String caseId = Given.submittedCase(application);
        followUp(UUID.randomUUID()).then().statusCode(404);
        report().then().statusCode(202).body("outcome", equalTo("RECEIVED"));
        UUID message = UUID.randomUUID();
        followUp(message).then().statusCode(202).body("outcome", equalTo("RECEIVED"));
        followUp(message).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        list(caseId, false)
                .then()
                .statusCode(200)
                .body("items.licenceNumber", contains(number))
                .body("items[0].affectedUsers", equalTo(41))
                .body("items[0].followUps", hasSize(1));
        acknowledge("duncan").then().statusCode(200).body("acknowledgedBy", equalTo(Tokens.subjectOf("duncan")));
        acknowledge("oskar").then().statusCode(409).body("type", equalTo("/problems/acknowledged-already"));
        list(caseId, false).then().body("items", empty());
        list(caseId, true).then().body("items.id", contains(incident.toString()));
        assertThat(sent.events(caseId))
                .containsExactly("case.opened", "incident.received", "incident.followed-up", "incident.acknowledged");
    }

    @Test
    void who_has_a_conflict_acknowledges_nothing() {
        String caseId = Given.submittedCase(application);
        report().then().statusCode(202);
        as("duncan", "duty-officer")
                .body(Map.of(
                        "caseId", caseId, "conflict", true, "nature", "HOLDING", "statement", "I hold shares of it."))
                .post("/conflict-declarations")
                .then()
                .statusCode(201);
        acknowledge("duncan").then().statusCode(403).body("type", equalTo("/problems/conflict-of-interest"));
        acknowledge("oskar").then().statusCode(200);
    }

    private Response report() {
        ObjectNode report = Examples.with("receiveIncident", "messageId", UUID.randomUUID())
                .put("incidentId", incident.toString())
                .put("licenceNumber", number)
                .put("applicationId", application.toString());
        return Given.registry().body(report.toString()).post("/incidents");
    }

    private Response followUp(UUID message) {
        return Given.registry()
                .body(Examples.with("receiveIncidentReport", "messageId", message)
                        .put("incidentId", incident.toString())
                        .put("applicationId", application.toString())
                        .toString())
                .post("/incident-reports");
    }

    private static Response list(String caseId, boolean acknowledged) {
        return as("aldo", "auditor").get("/incidents?caseId=" + caseId + "&acknowledged=" + acknowledged);
    }

    private Response acknowledge(String officer) {
        return as(officer, "duty-officer").post("/incidents/" + incident + "/acknowledgement");
    }
}
