package org.llmregistry.registry.review;

import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.vendor;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// A new registry whose review-service was never reachable: a database of its own, without any copy of a scheme.
@RegistryServiceTest
@TestProfile(SchemeUnavailableTest.FreshDatabase.class)
class SchemeUnavailableTest {

    /// Another profile is another start, with another database.
    public static class FreshDatabase implements QuarkusTestProfile {}

    @Test
    void vendors_draft_and_wait_with_validation_and_submission_only() {
        UUID vendor = Given.registeredVendor();
        String id = vendor(vendor)
                .body(Examples.with("draftApplication", "modelVersionId", Given.version(vendor))
                        .toString())
                .post("/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Given.change(vendor, id, Examples.of("changeApplication")).then().statusCode(200);
        for (String step : new String[] {"/validations", "/submission"}) {
            vendor(vendor)
                    .post("/applications/" + id + step)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", equalTo("/problems/scheme-unavailable"));
        }
        Given.documents(vendor);
        Given.demoScheme();
        vendor(vendor).post("/applications/" + id + "/submission").then().statusCode(200);
    }
}
