package org.llmregistry.registry.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// The applicant reads what was decided and why, appeals, and reads what the panel said.
@RegistryServiceTest
class ReasonsResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_refused_vendor_reads_every_reason_appeals_and_reads_the_word_of_the_panel() {
        String id = Given.submitted(vendor);
        Given.reported(id, "ACCEPTED").then().statusCode(202);
        Given.reported(id, "DECISION_PROPOSED").then().statusCode(202);
        vendor(vendor).get("/applications/" + id + "/decision").then().statusCode(404);
        String last = LocalDate.now().plusDays(60).toString();
        tell(refusal(id).put("appealBy", last));
        vendor(vendor)
                .get("/applications/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("REFUSED"))
                .body("reasons", equalTo("Every clause is met; the bank for minors is to be enlarged."))
                .body("legalBasis", equalTo("Scheme DEMO, clause 7"))
                .body("clauseReasons.clause", contains("9.4"))
                .body("clauseReasons.reason", contains("The bank has few questions for minors."))
                .body("conditions", hasSize(0))
                .body("appealBy", equalTo(last))
                .body("upheldFor", nullValue());
        vendor(vendor)
                .body(Examples.of("lodgeAppeal").toString())
                .post("/applications/" + id + "/appeals")
                .then()
                .statusCode(201);
        ObjectNode upheld = refusal(id).put("upheldFor", "The counts are of this version.");
        upheld.remove("appealBy");
        tell(upheld);
        vendor(vendor)
                .get("/applications/" + id + "/decision")
                .then()
                .body("outcome", equalTo("REFUSED"))
                .body("upheldFor", equalTo("The counts are of this version."))
                .body("appealBy", nullValue());
        assertThat(Given.texts("SELECT outcome FROM decision WHERE application_id = ?::uuid ORDER BY number", id))
                .containsExactly("REFUSED", "REFUSED");
        assertThatThrownBy(() -> Given.update("DELETE FROM decision WHERE application_id = ?::uuid", id))
                .hasMessageContaining("permission denied");
    }

    @Test
    void conditions_are_told_with_the_evidence_that_they_ask_for() {
        String id = Given.decided(vendor, "GRANTED_WITH_CONDITIONS");
        vendor(vendor)
                .get("/applications/" + id + "/decision")
                .then()
                .body("conditions.code", contains("C1"))
                .body("conditions.dueOn", contains("2027-03-31"))
                .body("conditions.evidence", contains("The bank with the date of each question."));
    }

    @Test
    void another_vendors_decision_and_letter_do_not_exist() {
        String id = Given.decided(vendor, "REFUSED");
        UUID other = Given.registeredVendor();
        vendor(other).get("/applications/" + id + "/decision").then().statusCode(404);
        vendor(other)
                .accept("text/html")
                .get("/applications/" + id + "/decision/letter")
                .then()
                .statusCode(404);
    }

    @Test
    void while_review_does_not_answer_the_letter_waits_and_the_reasons_are_here() {
        String id = Given.decided(vendor, "REFUSED");
        vendor(vendor)
                .accept("application/pdf")
                .get("/applications/" + id + "/decision/letter")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/letter-unavailable"));
    }

    private static ObjectNode refusal(String id) {
        ObjectNode decision = Examples.with("receiveDecision", "messageId", UUID.randomUUID())
                .put("applicationId", id)
                .put("outcome", "REFUSED")
                .put("decidedAt", Instant.now().toString());
        decision.putArray("conditions");
        return decision;
    }

    private static void tell(ObjectNode decision) {
        Given.review().body(decision.toString()).post("/decisions").then().statusCode(202);
    }
}
