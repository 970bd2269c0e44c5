package org.llmregistry.registry.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// A holder reports serious incidents, numbered, and adds to its reports; nobody else reads them here.
@RegistryServiceTest
class IncidentResourceTest {

    private UUID vendor;
    private String number;

    @BeforeEach
    void grant() {
        vendor = Given.registeredVendor();
        number = Given.licence(vendor);
    }

    @Test
    void incidents_are_numbered_and_what_is_added_follows_the_first_report() {
        report(Instant.now()).then().statusCode(201).body("number", equalTo(1)).body("late", equalTo(false));
        report(Instant.now()).then().statusCode(201).body("number", equalTo(2));
        followUp(vendor, 1).then().statusCode(201).body("followUps.number", contains(1));
        followUp(vendor, 1).then().body("followUps.number", contains(1, 2));
        followUp(vendor, 3).then().statusCode(404);
        vendor(vendor).get(path("")).then().statusCode(200).body("number", contains(1, 2));
        vendor(vendor).get(path("/1")).then().statusCode(200).body("followUps", hasSize(2));
        List<String> told = Given.messages(Given.texts("SELECT application_id FROM licence WHERE number = ?", number)
                .getFirst());
        assertThat(new JsonPath(told.get(1)).getLong("affectedUsers")).isEqualTo(41);
        assertThat(new JsonPath(told.getLast()).getInt("number")).isEqualTo(2);
        assertThat(Given.events("licences/" + number))
                .containsExactly(
                        "licence.granted",
                        "licence.incident-reported",
                        "licence.incident-reported",
                        "licence.incident-followed-up",
                        "licence.incident-followed-up");
    }

    @Test
    void a_late_report_is_taken_and_marked_also_after_the_end_of_the_licence() {
        report(Instant.now().minus(15, ChronoUnit.DAYS)).then().statusCode(201).body("late", equalTo(false));
        report(Instant.now().minus(16, ChronoUnit.DAYS)).then().statusCode(201).body("late", equalTo(true));
        Given.update("UPDATE licence SET status = 'REVOKED' WHERE number = ?", number);
        report(Instant.now()).then().statusCode(201).body("number", equalTo(3));
    }

    @Test
    void what_cannot_be_is_refused_and_another_vendor_finds_nothing() {
        report(Instant.now().plusSeconds(60)).then().statusCode(400).body("errors.rule", contains("in-order"));
        ObjectNode report = incident(Instant.now());
        report.putArray("documents").add("a".repeat(64));
        vendor(vendor)
                .body(report.toString())
                .post(path(""))
                .then()
                .statusCode(422)
                .body("errors.rule", contains("uploaded"));
        report(Instant.now()).then().statusCode(201);
        UUID other = Given.registeredVendor();
        vendor(other)
                .body(incident(Instant.now()).toString())
                .post(path(""))
                .then()
                .statusCode(404);
        followUp(other, 1).then().statusCode(404);
        vendor(other).get(path("")).then().statusCode(404);
        vendor(other).get(path("/1")).then().statusCode(404);
        Given.anybody().get(path("")).then().statusCode(401);
    }

    private static ObjectNode incident(Instant knownAt) {
        return Examples.with("reportIncident", "knownAt", knownAt.toString())
                .put("occurredAt", knownAt.minusSeconds(3600).toString());
    }

    private Response report(Instant knownAt) {
        return vendor(vendor).body(incident(knownAt).toString()).post(path(""));
    }

    private Response followUp(UUID by, int incident) {
        return vendor(by).body(Examples.of("followUpIncident").toString()).post(path("/" + incident + "/follow-ups"));
    }

    private String path(String below) {
        return "/licences/" + number + "/incidents" + below;
    }
}
