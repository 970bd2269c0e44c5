package org.llmregistry.registry.revision;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

@RegistryServiceTest
class RevisionResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_revision_is_compared_with_the_one_before_field_by_field() {
        String id = returned();
        ObjectNode mended = Examples.of("changeApplication");
        ((ObjectNode) mended.at("/dossier/corpus/0")).put("licence", "contract 2026/3");
        ((ObjectNode) mended.at("/dossier/training")).remove("framework");
        Given.change(vendor, id, mended).then().statusCode(200);
        vendor(vendor).post("/applications/" + id + "/submission").then().statusCode(200);
        vendor(vendor)
                .get("/applications/" + id + "/revisions/2/diff")
                .then()
                .statusCode(200)
                .body("pointer", contains("/training/framework", "/corpus/0/licence"))
                .body("change", contains("REMOVED", "CHANGED"))
                .body("before", contains("PaddlePaddle", "robots.txt respected"))
                .body("after", contains(null, "contract 2026/3"));
        vendor(vendor)
                .get("/applications/" + id + "/revisions/2/diff?from=2")
                .then()
                .statusCode(200)
                .body("", empty());
        vendor(vendor)
                .get("/applications/" + id + "/revisions/1/diff")
                .then()
                .body("change", not(hasItem("REMOVED")))
                .body("pointer", hasItem("/training"));
        for (String unknown : new String[] {"3/diff", "2/diff?from=3", "0/diff"}) {
            vendor(vendor)
                    .get("/applications/" + id + "/revisions/" + unknown)
                    .then()
                    .statusCode(404);
        }
        vendor(vendor)
                .get("/applications/" + id + "/revisions/2/diff?from=0")
                .then()
                .statusCode(400);
    }

    @Test
    void a_variation_is_compared_with_what_is_licensed() {
        String granted = Given.decided(vendor, "GRANTED");
        String licence = vendor(vendor).get("/licences").path("items[0].number");
        String variation = variation(licence);
        ObjectNode change = Examples.of("changeApplication");
        ((ObjectNode) change.at("/dossier/deployment")).put("minors", true);
        Given.change(vendor, variation, change).then().statusCode(200);
        vendor(vendor)
                .get("/applications/" + variation + "/licence-diff")
                .then()
                .statusCode(200)
                .body("pointer", contains("/deployment/minors"))
                .body("before", contains(false))
                .body("after", contains(true));
        vendor(vendor).get("/applications/" + granted + "/licence-diff").then().statusCode(404);
    }

    @Test
    void the_licensed_dossier_of_another_vendor_is_not_compared_with() {
        Given.decided(vendor, "GRANTED");
        String foreign = vendor(vendor).get("/licences").path("items[0].number");
        UUID other = Given.registeredVendor();
        String id = Given.draft(other);
        Given.update(
                "UPDATE application SET kind = 'VARIATION', licence_number = '%s' WHERE id = CAST(? AS uuid)"
                        .formatted(foreign),
                id);
        vendor(other)
                .get("/applications/" + id + "/licence-diff")
                .then()
                .statusCode(404)
                .body("detail", equalTo("The dossier of a licence that this application changes was not found."));
    }

    private String returned() {
        String id = Given.submitted(vendor);
        Given.reportedNow(id, "RETURNED").then().statusCode(202);
        return id;
    }

    private String variation(String licence) {
        String model = vendor(vendor).get("/models").path("items[0].id");
        String version = vendor(vendor)
                .body(Examples.with("registerVersion", "label", "5.0").toString())
                .post("/models/" + model + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ObjectNode draft =
                Examples.with("draftApplication", "modelVersionId", version).put("kind", "VARIATION");
        draft.putPOJO("concerned", Map.of("licenceNumber", licence));
        return vendor(vendor)
                .body(draft.toString())
                .post("/applications")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
