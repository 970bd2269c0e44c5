package org.llmregistry.registry.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.llmregistry.registry.Given.vendor;

import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// Against a refusal or the conditions of a grant, in time, and once per decision.
@RegistryServiceTest
class AppealResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_refusal_is_appealed_against_once_and_a_panel_may_grant_the_licence() {
        String id = Given.decided(vendor, "REFUSED");
        appeal(id).then().statusCode(201).body("number", equalTo(1));
        appeal(id).then().statusCode(409).body("state", equalTo("UNDER_APPEAL"));
        assertThat(Given.messages(id).getLast()).contains("The refusal rests on questions of another version.");
        assertThat(Given.events("applications/" + id)).endsWith("application.appealed");
        Given.decide(id, "GRANTED").then().statusCode(202).body("licenceNumber", notNullValue());
        status(id, "APPROVED");
    }

    @Test
    void what_a_panel_upheld_is_not_appealed_against_again() {
        String id = Given.decided(vendor, "REFUSED");
        appeal(id).then().statusCode(201);
        Given.decide(id, "REFUSED").then().statusCode(202);
        status(id, "REFUSED");
        appeal(id).then().statusCode(409).body("detail", equalTo("A panel has answered your appeal."));
    }

    @Test
    void a_case_that_was_remitted_and_decided_anew_can_be_appealed_against_again() {
        String id = Given.decided(vendor, "REFUSED");
        appeal(id).then().statusCode(201);
        Given.reportedNow(id, "REGIONAL_REVIEW").then().statusCode(202).body("outcome", equalTo("APPLIED"));
        Given.reportedNow(id, "DECISION_PROPOSED").then().statusCode(202);
        Given.decide(id, "REFUSED").then().statusCode(202);
        appeal(id).then().statusCode(201).body("number", equalTo(2));
        vendor(vendor)
                .get("/applications/" + id + "/appeals")
                .then()
                .statusCode(200)
                .body("$", hasSize(2));
    }

    @Test
    void a_panel_changes_the_conditions_of_the_licence_and_not_its_number() {
        String id = Given.decided(vendor, "GRANTED_WITH_CONDITIONS");
        appeal(id).then().statusCode(201);
        String number =
                Given.decide(id, "GRANTED").then().statusCode(202).extract().path("licenceNumber");
        Given.anybody()
                .get("/licences/" + number)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("conditions", hasSize(0));
        assertThat(Given.events("licences/" + number)).containsExactly("licence.granted", "licence.conditions-changed");
    }

    @Test
    void a_grant_without_conditions_is_nothing_to_appeal_against() {
        appeal(Given.decided(vendor, "GRANTED")).then().statusCode(409).body("type", equalTo("/problems/no-appeal"));
        appeal(Given.submitted(vendor)).then().statusCode(409).body("type", equalTo("/problems/illegal-transition"));
    }

    @Test
    void the_last_day_is_the_sixtieth_after_the_decision() {
        String id = Given.decided(vendor, "REFUSED");
        Given.update(
                "UPDATE application SET decided_at = (current_date - 62)::timestamp AT TIME ZONE 'UTC' WHERE id = ?::uuid",
                id);
        appeal(id).then().statusCode(409).body("type", equalTo("/problems/no-appeal"));
        Given.update(
                "UPDATE application SET decided_at = (current_date - 59)::timestamp AT TIME ZONE 'UTC' WHERE id = ?::uuid",
                id);
        appeal(id).then().statusCode(201);
    }

    @Test
    void another_vendors_application_does_not_exist() {
        String id = Given.decided(vendor, "REFUSED");
        UUID other = Given.registeredVendor();
        vendor(other)
                .body(Examples.of("lodgeAppeal").toString())
                .post("/applications/" + id + "/appeals")
                .then()
                .statusCode(404);
    }

    private Response appeal(String id) {
        return vendor(vendor).body(Examples.of("lodgeAppeal").toString()).post("/applications/" + id + "/appeals");
    }

    private void status(String id, String expected) {
        vendor(vendor).get("/applications/" + id).then().body("status", equalTo(expected));
        vendor(vendor).get("/applications/" + id + "/appeals").then().body("number", contains(1));
    }
}
