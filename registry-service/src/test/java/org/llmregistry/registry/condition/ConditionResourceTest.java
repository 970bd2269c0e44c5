package org.llmregistry.registry.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// A holder is warned, shows evidence, and reads that the authority took it.
@RegistryServiceTest
class ConditionResourceTest {

    private final String condition = UUID.randomUUID().toString();
    private UUID vendor;
    private String id;

    @BeforeEach
    void grant() {
        vendor = Given.registeredVendor();
        id = Given.decided(vendor, "GRANTED_WITH_CONDITIONS");
    }

    @Test
    void a_condition_is_told_warned_of_shown_and_met() {
        tell("OPEN", null);
        vendor(vendor)
                .get("/applications/" + id + "/conditions")
                .then()
                .statusCode(200)
                .body("code", contains("C1"))
                .body("status", contains("OPEN"))
                .body("[0].dueOn", equalTo("2027-03-31"))
                .body("[0].warnedAt", nullValue());
        tell("OPEN", "2027-03-17T00:15:00Z");
        vendor(vendor).get("/applications/" + id + "/conditions").then().body("[0].warnedAt", notNullValue());
        show(vendor)
                .then()
                .statusCode(201)
                .body("handedIn.shown", contains("The bank of March with the date of each question."));
        assertThat(Given.messages(id).getLast()).contains("\"conditionId\":\"" + condition + "\"", "The bank of March");
        assertThat(Given.events("applications/" + id)).endsWith("condition.evidence-shown");
        tell("MET", "2027-03-17T00:15:00Z");
        vendor(vendor).get("/applications/" + id + "/conditions").then().body("status", contains("MET"));
        show(vendor).then().statusCode(404);
    }

    @Test
    void a_message_that_came_to_the_wrong_application_has_no_effect() {
        tell("OPEN", null);
        assertThat(Given.events("applications/" + id)).endsWith("condition.told");
        String other = Given.decided(vendor, "GRANTED_WITH_CONDITIONS");
        ObjectNode told = Examples.with("receiveCondition", "messageId", UUID.randomUUID())
                .put("conditionId", condition);
        receive(other, told).then().statusCode(404);
        vendor(vendor).get("/applications/" + id + "/conditions").then().body("[0].warnedAt", nullValue());
    }

    @Test
    void a_document_must_be_uploaded_and_another_vendors_condition_does_not_exist() {
        tell("OVERDUE", null);
        ObjectNode evidence = Examples.of("showEvidence");
        evidence.putArray("documents").add("a".repeat(64));
        vendor(vendor)
                .body(evidence.toString())
                .post("/applications/" + id + "/conditions/C1/evidence")
                .then()
                .statusCode(422);
        UUID other = Given.registeredVendor();
        show(other).then().statusCode(404);
        vendor(other).get("/applications/" + id + "/conditions").then().statusCode(404);
    }

    private Response show(UUID who) {
        return vendor(who)
                .body(Examples.of("showEvidence").toString())
                .post("/applications/" + id + "/conditions/C1/evidence");
    }

    private static Response receive(String application, ObjectNode told) {
        return Given.review().body(told.toString()).post("/applications/" + application + "/conditions");
    }

    private void tell(String status, String warnedAt) {
        ObjectNode told = Examples.with("receiveCondition", "messageId", UUID.randomUUID())
                .put("conditionId", condition)
                .put("applicationId", id)
                .put("status", status);
        told.remove("warnedAt");
        if (warnedAt != null) {
            told.put("warnedAt", warnedAt);
        }
        for (String outcome : new String[] {"TOLD", "DUPLICATE"}) {
            receive(id, told).then().statusCode(202).body("outcome", equalTo(outcome));
        }
    }
}
