package org.llmregistry.registry.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;

/// EU-GPAI shows number, track, model, holder, day and status to the public, and nothing else.
@RegistryServiceTest
class PublicFieldsTest {

    @Inject
    DecidedApplications given;

    private DecidedApplications.Case notified;
    private String number;

    @BeforeEach
    void notifyModel() {
        Given.scheme("eu-gpai-1.yaml");
        DecidedApplications.Case first = given.proposed(Lists.unique("Model "));
        notified = given.further(first, false, "EU-GPAI", "SYSTEMIC_RISK", "INITIAL", null, null);
        number = DecidedApplications.decide(notified, "GRANTED_WITH_CONDITIONS", Instant.now())
                .then()
                .statusCode(202)
                .extract()
                .path("licenceNumber");
    }

    @Test
    void nothing_leaks_that_the_scheme_keeps_from_the_public() {
        JsonPath licence = Given.anybody().get("/licences/" + number).jsonPath();
        assertHidden(licence.getMap(""));
        assertHidden(Given.anybody()
                .get("/licences/" + number + "/certificate")
                .jsonPath()
                .getMap("licence"));
        assertHidden(Given.anybody()
                .contentType("application/json")
                .body(Map.of("licenceNumber", number))
                .post("/verifications")
                .jsonPath()
                .getMap("matches[0].licence"));
        Given.anybody()
                .queryParam("q", notified.model())
                .get("/register")
                .then()
                .body("items[0].baseModels", empty())
                .body("items[0].licences.number", contains(number))
                .body("items[0].licences[0].conditions", empty());
    }

    @Test
    void the_history_shows_the_public_how_it_stands_now_only() {
        Given.review()
                .body(Examples.with("receiveOrder", "messageId", UUID.randomUUID())
                        .put("orderId", UUID.randomUUID().toString())
                        .put("applicationId", notified.application().toString())
                        .put("at", Instant.now().toString())
                        .toString())
                .post("/orders")
                .then()
                .statusCode(202);
        Given.anybody().get("/licences/" + number + "/history").then().body("history.status", contains("RESTRICTED"));
    }

    @Test
    void its_holder_reads_all_of_it() {
        Given.vendor(notified.vendor())
                .get("/licences")
                .then()
                .statusCode(200)
                .body("items[0].number", equalTo(number))
                .body("items[0].versionLabel", equalTo("1.0"))
                .body("items[0].region.code", equalTo("CN-BJ"))
                .body("items[0].conditions", hasSize(1));
    }

    private static void assertHidden(Map<String, Object> licence) {
        Map<String, Object> shown = new TreeMap<>(licence);
        shown.values().removeIf(value -> value == null || value.equals(List.of()));
        assertThat(shown.keySet())
                .containsExactly(
                        "basis",
                        "decidedOn",
                        "effectiveStatus",
                        "holder",
                        "modelName",
                        "number",
                        "renewalPending",
                        "status",
                        "track",
                        "validFrom",
                        "windingDown");
    }
}
