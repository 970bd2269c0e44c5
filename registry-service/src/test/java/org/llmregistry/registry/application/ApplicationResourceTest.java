package org.llmregistry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

@RegistryServiceTest
class ApplicationResourceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Stages stages;

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void a_draft_starts_with_what_is_known_of_vendor_and_version() {
        String id = Given.draft(vendor);
        vendor(vendor)
                .get("/applications/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("status", equalTo("DRAFT"))
                .body("number", equalTo(null))
                .body("revision", equalTo(0))
                .body("allowedTransitions", equalTo(List.of("SUBMITTED", "WITHDRAWN")))
                .body("dossier.developer.legalName", equalTo("北京百度网讯科技有限公司"))
                .body("dossier.type.contextWindow", equalTo(131_072))
                .body("dossier.lineage.relation", equalTo("CONTINUED"))
                .body("dossier.corpus", empty());
        assertThat(Given.events("applications/" + id)).containsExactly("application.drafted");
        assertThat(stages.of(id)).isEmpty();
    }

    @Test
    void one_application_is_open_for_a_version_and_track_at_a_time() {
        Given.demoScheme();
        ObjectNode draft = Examples.with("draftApplication", "modelVersionId", Given.version(vendor));
        String first = draft(draft).then().statusCode(201).extract().path("id");
        draft(draft).then().statusCode(409).body("type", equalTo("/problems/application-open"));
        withdraw(vendor, first).then().statusCode(200).body("status", equalTo("WITHDRAWN"));
        draft(draft).then().statusCode(201);
    }

    @Test
    void a_draft_is_for_a_version_of_ones_own_under_a_scheme_that_offers_it() {
        Given.demoScheme();
        draft(Examples.with("draftApplication", "modelVersionId", Given.version(Given.registeredVendor())))
                .then()
                .statusCode(404);
        draft(Examples.with("draftApplication", "modelVersionId", UUID.randomUUID()))
                .then()
                .statusCode(404);
        ObjectNode draft = Examples.with("draftApplication", "modelVersionId", Given.version(vendor));
        draft(draft.deepCopy().put("schemeCode", "NOWHERE"))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/schemeCode")));
        draft(draft.deepCopy().put("track", "SERVICE").put("region", "XX"))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/scheme-unknown"))
                .body("errors.pointer", equalTo(List.of("/track", "/region")));
        draft(draft.put("kind", "GIFT")).then().statusCode(400).body("errors[0].pointer", equalTo("/kind"));
    }

    @Test
    void a_validation_names_what_a_submission_would_be_refused_for() {
        String id = Given.draft(vendor);
        JsonPath validation = vendor(vendor)
                .post("/applications/" + id + "/validations")
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("schemeVersion", equalTo(1))
                .body("errors.pointer", hasItems("/dossier/developer/type", "/dossier/training", "/dossier/documents"))
                .extract()
                .jsonPath();
        submit(id)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/dossier-incomplete"))
                .body("errors", equalTo(validation.getList("errors")));
        vendor(vendor)
                .get("/applications/" + id)
                .then()
                .body("status", equalTo("DRAFT"))
                .header("ETag", "\"0\"");
        assertThat(Given.messages(id)).isEmpty();
    }

    @Test
    void a_document_that_another_vendor_uploaded_does_not_count() {
        Given.documents(Given.registeredVendor());
        String id = Given.draft(vendor);
        Given.change(vendor, id, Examples.of("changeApplication")).then().statusCode(200);
        vendor(vendor)
                .post("/applications/" + id + "/validations")
                .then()
                .body("errors.rule", equalTo(List.of("uploaded", "uploaded")));
        Given.documents(vendor);
        vendor(vendor).post("/applications/" + id + "/validations").then().body("complete", equalTo(true));
    }

    @Test
    void two_writers_one_wins_and_one_must_read_again() {
        String id = Given.draft(vendor);
        ObjectNode change = Examples.of("changeApplication");
        change(id, "\"0\"", change).then().statusCode(200).header("ETag", "\"1\"");
        change(id, "\"0\"", change).then().statusCode(412).body("type", equalTo("/problems/stale-version"));
        vendor(vendor).body(change.toString()).put("/applications/" + id).then().statusCode(428);
        assertThat(Given.events("applications/" + id)).containsExactly("application.drafted", "application.changed");
    }

    @Test
    void type_and_lineage_belong_to_the_version() {
        String id = Given.draft(vendor);
        JsonNode read = readTree(vendor(vendor).get("/applications/" + id).asString());
        ObjectNode sentBack = JSON.createObjectNode().set("dossier", read.get("dossier"));
        change(id, "\"0\"", sentBack).then().statusCode(200).header("ETag", "\"0\"");
        ((ObjectNode) sentBack.at("/dossier/type")).put("totalParameters", 7);
        change(id, "*", sentBack).then().statusCode(400).body("errors[0].rule", equalTo("taken-from-version"));
    }

    @Test
    void what_does_not_belong_into_a_dossier_is_refused_by_name() {
        String id = Given.draft(vendor);
        ObjectNode change = Examples.of("changeApplication");
        ((ObjectNode) change.at("/dossier/corpus/0")).put("blacklisted", true);
        change(id, "*", change)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/dossier/corpus/0/blacklisted"));
        change = Examples.of("changeApplication");
        ((ObjectNode) change.at("/dossier/documents/1")).put("sha256", "XYZ");
        ((ObjectNode) change.at("/dossier/evaluations/0")).put("drawn", -1);
        change(id, "*", change)
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        equalTo(List.of("/dossier/documents/1/sha256", "/dossier/evaluations/0/drawn")));
    }

    @Test
    void a_submission_freezes_the_dossier_and_tells_review() throws IOException {
        String id = Given.completeDraft(vendor);
        JsonPath submitted = submit(id)
                .then()
                .statusCode(200)
                .body("status", equalTo("SUBMITTED"))
                .body("revision", equalTo(1))
                .body("number", matchesPattern("APP-20\\d\\d-\\d{6}"))
                .extract()
                .jsonPath();
        Response revision = vendor(vendor).get("/applications/" + id + "/revisions/1");
        JsonNode dossier = readTree(revision.asString()).get("dossier");
        String canonical = new JsonCanonicalizer(dossier.toString()).getEncodedString();
        assertThat(revision.<String>path("sha256")).isEqualTo(Digests.sha256Hex(canonical));
        assertThat(dossier.at("/training/computeFlop").doubleValue()).isEqualTo(3.2E24);
        assertThat(dossier.at("/lineage/baseModelName").asText()).isEqualTo("ERNIE 3.0");

        JsonNode message = readTree(Given.messages(id).getFirst());
        assertThat(message.get("applicationNumber").asText()).isEqualTo(submitted.getString("number"));
        assertThat(message.get("revision").asInt()).isEqualTo(1);
        assertThat(message.get("vendorName").asText()).isEqualTo("北京百度网讯科技有限公司");
        assertThat(message.get("versionLabel").asText()).isEqualTo("4.0");
        assertThat(new JsonCanonicalizer(message.get("dossier").toString()).getEncodedString())
                .isEqualTo(canonical);

        change(id, "*", Examples.of("changeApplication"))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-a-draft"));
        submit(id)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-transition"))
                .body("state", equalTo("SUBMITTED"))
                .body("allowedTransitions", equalTo(List.of("RETURNED", "ACCEPTED", "WITHDRAWN")));
        assertThat(Given.messages(id)).hasSize(1);
        assertThat(Given.events("applications/" + id))
                .containsExactly("application.drafted", "application.changed", "application.submitted");
        assertThat(stages.of(id)).containsExactly("ReviewStarted");
        assertThatThrownBy(() ->
                        Given.update("UPDATE application_revision SET sha256 = '' WHERE application_id = ?::uuid", id))
                .hasRootCauseMessage("ERROR: permission denied for table application_revision");
    }

    @Test
    void a_repeated_submission_with_one_key_submits_once() {
        String id = Given.completeDraft(vendor);
        String key = UUID.randomUUID().toString();
        Response first = vendor(vendor).header("Idempotency-Key", key).post("/applications/" + id + "/submission");
        Response again = vendor(vendor).header("Idempotency-Key", key).post("/applications/" + id + "/submission");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(Given.messages(id)).hasSize(1);
    }

    @Test
    void numbers_of_a_year_follow_one_another() {
        List<Integer> numbers =
                List.of(Given.submitted(vendor), Given.submitted(vendor), Given.submitted(vendor)).stream()
                        .map(id -> vendor(vendor).get("/applications/" + id).<String>path("number"))
                        .map(number -> Integer.valueOf(number.substring(9)))
                        .toList();
        assertThat(numbers.get(1)).isEqualTo(numbers.get(0) + 1);
        assertThat(numbers.get(2)).isEqualTo(numbers.get(1) + 1);
    }

    @Test
    void a_draft_is_withdrawn_quietly_and_a_submitted_application_with_a_word_to_review() {
        String draft = Given.draft(vendor);
        withdraw(vendor, draft).then().statusCode(200);
        assertThat(Given.messages(draft)).isEmpty();
        withdraw(vendor, draft)
                .then()
                .statusCode(409)
                .body("state", equalTo("WITHDRAWN"))
                .body("allowedTransitions", equalTo(List.of("APPROVED", "REFUSED")));

        String submitted = Given.submitted(vendor);
        withdraw(vendor, submitted).then().statusCode(200).body("status", equalTo("WITHDRAWN"));
        JsonNode message = readTree(Given.messages(submitted).getLast());
        assertThat(message.get("reason").asText()).isEqualTo("Not offered after all.");
        assertThat(message.get("applicationId").asText()).isEqualTo(submitted);
        assertThat(Given.events("applications/" + submitted))
                .endsWith("application.submitted", "application.withdrawn");
        assertThat(stages.of(submitted)).containsExactly("ReviewStarted", "ReviewEnded");
    }

    @Test
    void an_application_is_there_for_its_vendor_only() {
        String id = Given.submitted(vendor);
        UUID other = Given.registeredVendor();
        for (String path : List.of("", "/timeline", "/revisions/1", "/revisions/1/diff")) {
            vendor(vendor).get("/applications/" + id + path).then().statusCode(200);
            vendor(other).get("/applications/" + id + path).then().statusCode(404);
        }
        for (String path : List.of("/validations", "/submission")) {
            vendor(other).post("/applications/" + id + path).then().statusCode(404);
        }
        withdraw(other, id).then().statusCode(404);
        vendor(other)
                .header("If-Match", "*")
                .body(Examples.of("changeApplication").toString())
                .put("/applications/" + id)
                .then()
                .statusCode(404);
        vendor(other).get("/applications").then().statusCode(200).body("items", empty());
        vendor(vendor).get("/applications/" + id + "/revisions/2").then().statusCode(404);
    }

    @Test
    void the_list_can_be_narrowed_to_a_state() {
        String submitted = Given.submitted(vendor);
        String draft = Given.draft(vendor);
        vendor(vendor).get("/applications").then().body("items.id", equalTo(List.of(submitted, draft)));
        vendor(vendor)
                .get("/applications?status=DRAFT")
                .then()
                .body("items.id", equalTo(List.of(draft)))
                .body("total.count", equalTo(1));
        vendor(vendor).get("/applications?status=LOST").then().statusCode(400);
    }

    private Response draft(ObjectNode draft) {
        return vendor(vendor).body(draft.toString()).post("/applications");
    }

    private Response change(String id, String ifMatch, ObjectNode change) {
        return vendor(vendor)
                .header("If-Match", ifMatch)
                .body(change.toString())
                .put("/applications/" + id);
    }

    private Response submit(String id) {
        return vendor(vendor).post("/applications/" + id + "/submission");
    }

    private static Response withdraw(UUID vendor, String id) {
        return vendor(vendor)
                .body(Map.of("reason", "Not offered after all."))
                .post("/applications/" + id + "/withdrawal");
    }

    private static JsonNode readTree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
