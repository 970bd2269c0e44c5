package org.llmregistry.registry.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

/// A grant with conditions was appealed against, the panel sent it back, and it was not granted again.
@RegistryServiceTest
class RemittedGrantTest {

    @Inject
    DecidedApplications given;

    @Inject
    EntityManager database;

    private DecidedApplications.Case granted;
    private String number;

    @BeforeEach
    void grant() {
        granted = given.proposed(Lists.unique("Model "));
        number = DecidedApplications.grant(granted);
    }

    @Test
    void a_refusal_ends_the_licence_and_no_order_brings_it_back() {
        order("RESTRICT", UUID.randomUUID(), "CONFIRMED");
        UUID suspension = UUID.randomUUID();
        order("SUSPEND", suspension, "PROPOSED");
        remit(granted);
        licence(number).body("status", equalTo("RESTRICTED"));
        decide(granted, "REFUSED");
        licence(number).body("status", equalTo("REVOKED")).body("limits", nullValue());
        Given.anybody()
                .body(Map.of("licenceNumber", number))
                .contentType("application/json")
                .post("/verifications")
                .then()
                .body("verdict", equalTo("NOT_IN_FORCE"));
        order("SUSPEND", suspension, "REJECTED").body("outcome", equalTo("ENDED"));
        licence(number).body("status", equalTo("REVOKED"));
        assertThat(Given.events("licences/" + number)).endsWith("licence.order-announced", "licence.grant-ended");
    }

    @Test
    void a_panel_that_grants_after_all_lets_it_stand_as_its_orders_make_it() {
        order("RESTRICT", UUID.randomUUID(), "CONFIRMED");
        remit(granted);
        decide(granted, "REFUSED");
        status(granted, "UNDER_APPEAL");
        decide(granted, "GRANTED");
        licence(number).body("status", equalTo("RESTRICTED")).body("conditions", empty());
        Given.anybody()
                .get("/licences/" + number + "/history")
                .then()
                .body("history.status", contains("ACTIVE", "RESTRICTED", "REVOKED", "RESTRICTED"));
    }

    @Test
    void a_withdrawal_ends_it_too() {
        remit(granted);
        Given.vendor(granted.vendor())
                .body(Map.of("reason", "Not offered."))
                .post("/applications/" + granted.application() + "/withdrawal")
                .then()
                .statusCode(200);
        licence(number).body("status", equalTo("REVOKED"));
    }

    @Test
    void a_variation_that_is_refused_gives_its_place_back() {
        DecidedApplications.Case variation = given.further(granted, true, "DEMO", "MODEL", "VARIATION", number, null);
        String varied = DecidedApplications.decide(variation, "GRANTED_WITH_CONDITIONS", Instant.now())
                .path("licenceNumber");
        licence(number).body("status", equalTo("SUPERSEDED"));
        remit(variation);
        decide(variation, "REFUSED");
        licence(varied).body("status", equalTo("REVOKED"));
        licence(number).body("status", equalTo("ACTIVE")).body("supersededBy", nullValue());
    }

    @Test
    void a_renewal_that_is_refused_takes_its_time_back() {
        DecidedApplications.Case renewal = given.further(granted, false, "DEMO", "MODEL", "RENEWAL", number, null);
        DecidedApplications.decide(renewal, "GRANTED_WITH_CONDITIONS", Instant.now())
                .then()
                .statusCode(202);
        licence(number).body("validTo", equalTo("2035-07-19"));
        remit(renewal);
        decide(renewal, "REFUSED");
        licence(number)
                .body("status", equalTo("ACTIVE"))
                .body("validTo", equalTo("2030-07-19"))
                .body("renewalPending", equalTo(false));
    }

    private void remit(DecidedApplications.Case about) {
        status(about, "UNDER_APPEAL");
        Given.reportedNow(about.application().toString(), "REGIONAL_REVIEW")
                .then()
                .statusCode(202);
    }

    private void status(DecidedApplications.Case about, String status) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery("UPDATE application SET status = ?2 WHERE id = ?1")
                        .setParameter(1, about.application())
                        .setParameter(2, status)
                        .executeUpdate());
    }

    private static void decide(DecidedApplications.Case about, String outcome) {
        Given.decide(about.application().toString(), outcome).then().statusCode(202);
    }

    private ValidatableResponse order(String sanction, UUID id, String status) {
        var order = Examples.with("receiveOrder", "messageId", UUID.randomUUID())
                .put("orderId", id.toString())
                .put("applicationId", granted.application().toString())
                .put("status", status)
                .put("sanction", sanction)
                .put("at", Instant.now().toString());
        if (sanction.equals("SUSPEND")) {
            order.put("endCondition", "The filter is mended.").remove("scope");
        }
        return Given.review().body(order.toString()).post("/orders").then().statusCode(202);
    }

    private static ValidatableResponse licence(String number) {
        return Given.anybody().get("/licences/" + number).then().statusCode(200);
    }
}
