package org.llmregistry.registry.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.licence.ExpiryRun;

/// A holder gives its licence back (domain rule L7), and does not escape a revocation by that.
@RegistryServiceTest
class SurrenderResourceTest {

    @Inject
    ExpiryRun expiry;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private UUID vendor;
    private String number;
    private String application;

    @BeforeEach
    void grant() {
        vendor = Given.registeredVendor();
        number = Given.licence(vendor);
        application = Given.texts("SELECT application_id FROM licence WHERE number = ?", number)
                .getFirst();
    }

    @Test
    void a_licence_stays_in_force_until_the_last_day_of_the_service_and_is_surrendered_from_the_next_one_on() {
        surrender(today.plusDays(30))
                .then()
                .statusCode(201)
                .body("status", equalTo("ACTIVE"))
                .body("late", equalTo(false))
                .body("validTo", equalTo(today.plusDays(30).toString()));
        licence()
                .body("windingDown", equalTo(true))
                .body("validTo", equalTo(today.plusDays(30).toString()));
        surrender(today.plusDays(20)).then().statusCode(409).body("type", equalTo("/problems/winding-down"));
        JsonPath told = new JsonPath(Given.messages(application).getLast());
        assertThat(told.getString("kind")).isEqualTo("SURRENDER");
        assertThat(told.getString("effectiveOn")).isEqualTo(today.plusDays(30).toString());
        expiry.run();
        licence().body("status", equalTo("ACTIVE"));
        letDaysPass();
        licence().body("status", equalTo("SURRENDERED"));
        vendor(vendor).get(path("/surrender")).then().statusCode(200).body("status", equalTo("SURRENDERED"));
        Given.anybody().get(path("/history")).then().body("history.status", contains("ACTIVE", "SURRENDERED"));
        Given.anybody().queryParam("q", number).get("/register").then().body("items[0].status", equalTo("ENDED"));
        assertThat(Given.events("licences/" + number))
                .containsExactly("licence.granted", "licence.surrender-announced", "licence.surrendered");
        surrender(today).then().statusCode(409).body("type", equalTo("/problems/licence-ended"));
    }

    @Test
    void a_service_that_has_ended_is_told_late_and_what_was_verified_meanwhile_stays_true() {
        surrender(today.minusDays(29))
                .then()
                .statusCode(201)
                .body("late", equalTo(true))
                .body("lastDayOfService", equalTo(today.minusDays(29).toString()))
                .body("validTo", equalTo(today.toString()));
    }

    @Test
    void an_announced_revocation_is_not_escaped_neither_before_nor_while_winding_down() {
        String order = UUID.randomUUID().toString();
        order(order, "PROPOSED");
        surrender(today).then().statusCode(409).body("type", equalTo("/problems/revocation-open"));
        order(order, "WITHDRAWN");
        surrender(today).then().statusCode(201);
        String second = UUID.randomUUID().toString();
        order(second, "PROPOSED");
        letDaysPass();
        licence().body("status", equalTo("ACTIVE"));
        order(second, "CONFIRMED");
        licence().body("status", equalTo("REVOKED"));
        expiry.run();
        licence().body("status", equalTo("REVOKED"));
    }

    @Test
    void a_revocation_that_is_dropped_lets_the_surrender_go_on() {
        surrender(today).then().statusCode(201);
        String order = UUID.randomUUID().toString();
        order(order, "PROPOSED");
        letDaysPass();
        licence().body("status", equalTo("ACTIVE"));
        order(order, "REJECTED");
        expiry.run();
        licence().body("status", equalTo("SURRENDERED"));
    }

    @Test
    void an_open_application_or_a_day_after_the_licence_stands_against_it_and_another_vendor_finds_nothing() {
        surrender(today.plusYears(6)).then().statusCode(400).body("errors.rule", contains("in-validity"));
        vendor(Given.registeredVendor())
                .body(Examples.of("surrenderLicence").toString())
                .post(path("/surrender"))
                .then()
                .statusCode(404);
        vendor(vendor).get(path("/surrender")).then().statusCode(404);
        Given.update(
                "UPDATE application SET licence_number = '%s', kind = 'VARIATION', status = 'SUBMITTED' WHERE id = CAST(? AS uuid)"
                        .formatted(number),
                application);
        surrender(today).then().statusCode(409).body("type", equalTo("/problems/application-about-licence"));
        Given.update("UPDATE application SET status = 'WITHDRAWN' WHERE id = CAST(? AS uuid)", application);
        surrender(today).then().statusCode(201);
    }

    private Response surrender(LocalDate lastDay) {
        return vendor(vendor)
                .body(Examples.with("surrenderLicence", "lastDayOfService", lastDay.toString())
                        .toString())
                .post(path("/surrender"));
    }

    private void order(String id, String status) {
        ObjectNode order = Examples.with("receiveOrder", "messageId", UUID.randomUUID())
                .put("orderId", id)
                .put("applicationId", application)
                .put("sanction", "REVOKE")
                .put("status", status)
                .put("at", Instant.now().toString());
        order.remove("scope");
        Given.review().body(order.toString()).post("/orders").then().statusCode(202);
    }

    /// As if the last day of the service were over.
    private void letDaysPass() {
        Given.update(
                "UPDATE licence SET valid_from = '2020-01-01', valid_to = '%s' WHERE number = ?"
                        .formatted(today.minusDays(2)),
                number);
        expiry.run();
    }

    private ValidatableResponse licence() {
        return Given.anybody().get(path("")).then().statusCode(200);
    }

    private String path(String below) {
        return "/licences/" + number + below;
    }
}
