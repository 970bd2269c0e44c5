package org.llmregistry.registry.clock;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.registry.Given.vendor;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// Review-service is out of reach here; what it answers is held against its contract, and shown in `e2e`.
@RegistryServiceTest
class ClockResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_draft_has_no_clocks_and_a_submitted_application_says_so_when_the_review_does_not_answer() {
        String draft = Given.draft(vendor);
        vendor(vendor)
                .get("/applications/" + draft + "/clocks")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        String id = Given.submitted(vendor);
        vendor(vendor)
                .get("/applications/" + id + "/clocks")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/review-unavailable"));
        vendor(Given.registeredVendor())
                .get("/applications/" + id + "/clocks")
                .then()
                .statusCode(404);
    }
}
