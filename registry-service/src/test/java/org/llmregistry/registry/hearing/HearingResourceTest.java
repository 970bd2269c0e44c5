package org.llmregistry.registry.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// The vendor reads what is intended against it and speaks once.
@RegistryServiceTest
class HearingResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_notice_is_read_and_answered_once() {
        String id = Given.noticed(vendor);
        vendor(vendor)
                .get("/applications/" + id + "/hearings")
                .then()
                .statusCode(200)
                .body("intendedOutcome", contains("REFUSED"))
                .body("answerBy", contains("2099-12-08"));
        state(vendor, id, Examples.of("makeStatement")).then().statusCode(200);
        state(vendor, id, Examples.of("makeStatement"))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/hearing-over"));
        assertThat(Given.messages(id).getLast()).contains("\"number\":1", "The bank held questions");
        assertThat(Given.events("applications/" + id))
                .endsWith("application.notice-received", "application.statement-made");
    }

    @Test
    void after_the_last_day_nothing_is_said_any_more() {
        String id = Given.noticed(vendor);
        Given.update("UPDATE hearing SET answer_by = '2026-01-01' WHERE application_id = ?::uuid", id);
        state(vendor, id, Examples.of("makeStatement"))
                .then()
                .statusCode(409)
                .body("detail", equalTo("The last day was 2026-01-01."));
    }

    @Test
    void a_document_that_was_not_uploaded_is_named() {
        ObjectNode statement = Examples.of("makeStatement");
        statement.putArray("documents").add("0".repeat(64));
        state(vendor, Given.noticed(vendor), statement)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/documents/0"));
    }

    @Test
    void another_vendors_hearing_does_not_exist() {
        String id = Given.noticed(vendor);
        UUID other = Given.registeredVendor();
        vendor(other).get("/applications/" + id + "/hearings").then().statusCode(404);
        state(other, id, Examples.of("makeStatement")).then().statusCode(404);
    }

    private static Response state(UUID vendor, String id, ObjectNode statement) {
        return vendor(vendor).body(statement.toString()).post("/applications/" + id + "/hearings/1/statement");
    }
}
