package org.llmregistry.review.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// What we ask and tell the registry about orders, held against the contract that it committed.
@ReviewServiceTest
class LicenceReachTest {

    private static final LicenceReach.Reach REACH = new LicenceReach.Reach(
            "DEMO-2026-000001-7",
            "ACTIVE",
            "Beijing Example Ltd",
            new LicenceReach.DerivedModels(
                    1,
                    List.of(new LicenceReach.DerivedModel(
                            UUID.randomUUID(), "Yayi", "30B", "FINE_TUNED", "Beijing Example Ltd"))),
            new LicenceReach.Licences(
                    1,
                    List.of(new LicenceReach.DependentLicence(
                            "DEMO-2026-000002-5", "MODEL", "Yayi", "Beijing Example Ltd", "ACTIVE"))),
            new LicenceReach.Subscribers(
                    1, List.of(new LicenceReach.Subscriber(UUID.randomUUID(), "Beijing Example Ltd"))));

    @Inject
    ObjectMapper json;

    private final OpenApiInteractionValidator registry = OpenApiInteractionValidator.createFor(
                    Path.of(System.getProperty("repository.root"), "registry-service", "openapi.yaml")
                            .toUri()
                            .toString())
            .withLevelResolver(LevelResolver.create()
                    .withLevel("validation.request.security", ValidationReport.Level.IGNORE)
                    .build())
            .build();

    @Test
    void a_dry_run_says_so_when_the_registry_does_not_answer() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
        String order = as("paul", "decision-maker")
                .body(Examples.with("proposeOrder", "caseId", id).toString())
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("aldo", "auditor")
                .get("/orders/" + order + "/reach")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/registry-unavailable"));
    }

    @Test
    void the_registry_takes_what_we_tell_it_and_promises_what_we_read() throws Exception {
        String order = json.writeValueAsString(new RegistryMessages.Ordered(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "IN_FORCE_UNCONFIRMED",
                Instant.parse("2026-11-24T09:15:00Z"),
                "SUSPEND",
                true,
                "HARMFUL_CONTENT",
                "It answers what it should refuse.",
                null,
                LocalDate.parse("2027-01-31"),
                null,
                LocalDate.parse("2026-12-08"),
                Instant.parse("2026-11-27T09:15:00Z"),
                Instant.parse("2026-12-27T09:15:00Z")));
        assertThat(faults(registry.validateRequest(SimpleRequest.Builder.post("/orders")
                        .withContentType("application/json")
                        .withBody(order)
                        .build())))
                .isEmpty();
        assertThat(faults(registry.validateResponse(
                        "/applications/" + UUID.randomUUID() + "/base-licences",
                        Request.Method.GET,
                        SimpleResponse.Builder.ok()
                                .withContentType("application/json")
                                .withBody(json.writeValueAsString(List.of(
                                        new BaseLicences.BaseLicence("Yayi", "DEMO-2026-000001-7", "ACTIVE", true),
                                        new BaseLicences.BaseLicence("LLaMA-2", null, "UNLICENSED", false))))
                                .build())))
                .isEmpty();
        assertThat(faults(registry.validateResponse(
                        "/orders/reach",
                        Request.Method.GET,
                        SimpleResponse.Builder.ok()
                                .withContentType("application/json")
                                .withBody(json.writeValueAsString(REACH))
                                .build())))
                .isEmpty();
    }

    private static List<ValidationReport.Message> faults(ValidationReport report) {
        return report.getMessages().stream()
                .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
                .toList();
    }
}
