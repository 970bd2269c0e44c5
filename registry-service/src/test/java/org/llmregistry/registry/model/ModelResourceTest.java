package org.llmregistry.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

@RegistryServiceTest
class ModelResourceTest {

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_model_is_registered_changed_and_read_by_its_vendor_only() {
        String id = Given.model(vendor);
        vendor(vendor)
                .get("/models/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("scope", equalTo("GENERAL"))
                .body("otherNames", equalTo(List.of("ERNIE Bot")));
        String name = Given.unique("New name");
        change(id, "\"0\"", name).then().statusCode(200).header("ETag", "\"1\"").body("name", equalTo(name));
        assertThat(Given.events("models/" + id)).containsExactly("model.registered", "model.changed");

        UUID other = Given.registeredVendor();
        vendor(other).get("/models/" + id).then().statusCode(404);
        vendor(other).get("/models/" + id + "/versions").then().statusCode(404);
        vendor(other)
                .header("If-Match", "*")
                .body(Examples.of("changeModel").toString())
                .put("/models/" + id)
                .then()
                .statusCode(404);
        vendor(other)
                .body(Examples.of("registerVersion").toString())
                .post("/models/" + id + "/versions")
                .then()
                .statusCode(404);
        vendor(other).get("/models").then().body("total.count", equalTo(0));
    }

    @Test
    void two_writers_one_wins_and_one_must_read_again() {
        String id = Given.model(vendor);
        change(id, "\"0\"", Given.unique("First")).then().statusCode(200);
        change(id, "\"0\"", Given.unique("Second"))
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/stale-version"));
        vendor(vendor)
                .body(Examples.of("changeModel").toString())
                .put("/models/" + id)
                .then()
                .statusCode(428);
        vendor(vendor)
                .header("If-None-Match", "*")
                .body(Examples.of("changeModel").toString())
                .put("/models/" + id)
                .then()
                .statusCode(428)
                .body("type", equalTo("/problems/precondition-required"));
    }

    @Test
    void a_name_stands_once_per_vendor_and_may_stand_with_another() {
        String name = Given.unique("Model");
        registered(vendor, name).then().statusCode(201);
        registered(vendor, name).then().statusCode(409).body("type", equalTo("/problems/model-exists"));
        registered(Given.registeredVendor(), name).then().statusCode(201);
        String other = Given.model(vendor);
        change(other, "\"0\"", name).then().statusCode(409).body("type", equalTo("/problems/model-exists"));
        vendor(vendor).get("/models/" + other).then().header("ETag", "\"0\"");
    }

    @Test
    void a_token_of_a_vendor_that_is_not_registered_may_do_nothing() {
        registered(UUID.randomUUID(), "Nobody's").then().statusCode(403);
    }

    @Test
    void a_version_keeps_its_type_its_lineage_and_its_digest() {
        String model = Given.model(vendor);
        Response created =
                vendor(vendor).body(Examples.of("registerVersion").toString()).post("/models/" + model + "/versions");
        created.then()
                .statusCode(201)
                .body("label", equalTo("4.0"))
                .body("modalitiesIn", equalTo(List.of("TEXT", "IMAGE")))
                .body("totalParameters", equalTo(260_000_000_000L))
                .body("activeParameters", equalTo(47_000_000_000L))
                .body("lineage.relation", equalTo("CONTINUED"))
                .body("lineage.baseModelName", equalTo("ERNIE 3.0"))
                .body("lineage.ownTraining", equalTo(80))
                .body("fileCount", equalTo(2))
                .body("byteCount", equalTo(4_976_698_672L + 4_888_464_000L))
                .body("manifestDigest", matchesPattern("[0-9a-f]{64}"));
        String path = created.header("Location").replaceFirst(".*/models", "/models");
        vendor(vendor).get(path).then().statusCode(200).body("id", equalTo(created.<String>path("id")));
        vendor(vendor)
                .get("/models/" + model + "/versions")
                .then()
                .body("items.id", equalTo(List.of(created.<String>path("id"))));
        vendor(vendor)
                .get("/models/" + Given.model(vendor) + path.substring(path.indexOf("/versions")))
                .then()
                .statusCode(404);
        assertThat(Given.events("models/" + model)).containsExactly("model.registered", "version.registered");
        vendor(vendor)
                .body(Examples.of("registerVersion").toString())
                .post("/models/" + model + "/versions")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/version-exists"));
    }

    @Test
    void ten_thousand_files_come_back_sorted_page_by_page() {
        String model = Given.model(vendor);
        ObjectNode version = Examples.of("registerVersion");
        ArrayNode weights = version.putArray("weights");
        List<WeightsManifest.Entry> files = IntStream.range(0, 10_000)
                .mapToObj(i -> new WeightsManifest.Entry("f" + i, i, Digests.sha256Hex("f" + i)))
                .toList();
        files.forEach(weights::addPOJO);
        WeightsManifest manifest = new WeightsManifest(files);
        JsonPath created = vendor(vendor)
                .body(version.toString())
                .post("/models/" + model + "/versions")
                .then()
                .statusCode(201)
                .body("manifestDigest", equalTo(manifest.digest()))
                .extract()
                .jsonPath();
        List<String> paths = new ArrayList<>();
        String cursor = "";
        do {
            JsonPath page = vendor(vendor)
                    .get("/models/%s/versions/%s/weights?limit=200%s".formatted(model, created.getString("id"), cursor))
                    .then()
                    .statusCode(200)
                    .body("total.count", equalTo(10_000))
                    .extract()
                    .jsonPath();
            paths.addAll(page.getList("items.path"));
            cursor = page.getString("nextCursor") == null ? "" : "&cursor=" + page.getString("nextCursor");
        } while (!cursor.isEmpty());
        assertThat(paths)
                .isEqualTo(manifest.files().stream()
                        .map(WeightsManifest.Entry::path)
                        .toList());
        weights.addPOJO(new WeightsManifest.Entry("one too many", 1, Digests.sha256Hex("x")));
        vendor(vendor)
                .body(version.put("label", "5").toString())
                .post("/models/" + model + "/versions")
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/weights")));
    }

    @Test
    void contradictions_are_told_all_at_once() {
        ObjectNode version = Examples.of("registerVersion");
        version.put("activeParameters", 300_000_000_000L);
        version.putObject("lineage").put("relation", "FINE_TUNED");
        version.withArray("weights").forEach(file -> ((ObjectNode) file).put("path", "../escape"));
        vendor(vendor)
                .body(version.toString())
                .post("/models/" + Given.model(vendor) + "/versions")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/version-not-valid"))
                .body(
                        "errors.pointer",
                        hasItems("/activeParameters", "/lineage", "/weights/0/path", "/weights/1/path"));
    }

    @Test
    void a_product_that_calls_a_model_has_neither_weights_nor_parameters() {
        ObjectNode version = Examples.of("registerVersion");
        version.remove(List.of("totalParameters", "activeParameters"));
        version.putArray("weights");
        version.putObject("lineage").put("relation", "API_CALL").put("baseModelName", "ERNIE 4.0");
        String versions = "/models/" + Given.model(vendor) + "/versions";
        vendor(vendor)
                .body(version.toString())
                .post(versions)
                .then()
                .statusCode(201)
                .body("fileCount", equalTo(0))
                .body("totalParameters", equalTo(null));
        version.putObject("lineage").put("relation", "PRETRAINED");
        vendor(vendor)
                .body(version.toString())
                .post(versions)
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/weights", "/totalParameters"));
    }

    @Test
    void a_base_model_named_by_id_must_stand_in_the_register() {
        ObjectNode version = Examples.of("registerVersion");
        version.putObject("lineage")
                .put("relation", "FINE_TUNED")
                .put("baseModelId", UUID.randomUUID().toString());
        vendor(vendor)
                .body(version.toString())
                .post("/models/" + Given.model(vendor) + "/versions")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unknown-base-model"));
    }

    @Test
    void a_version_cannot_be_changed_even_in_the_database() {
        String version = Given.version(vendor);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Given.update("UPDATE model_version SET label = 'x' WHERE id = ?::uuid", version))
                .hasRootCauseMessage("ERROR: permission denied for table model_version");
    }

    private Response registered(UUID by, String name) {
        return vendor(by)
                .body(Examples.with("registerModel", "name", name).toString())
                .post("/models");
    }

    private Response change(String id, String ifMatch, String name) {
        return vendor(vendor)
                .header("If-Match", ifMatch)
                .body(Map.of("name", name, "otherNames", List.of(), "purpose", "chat", "scope", "LIMITED"))
                .put("/models/" + id);
    }
}
