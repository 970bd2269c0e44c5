package org.llmregistry.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.registry.Given.registrar;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmregistry.kernel.testing.Examples;

/// Whoever sends what the contract shows gets what the contract promises. Only ids, and what must be unique,
/// are put in.
@RegistryServiceTest
class ExamplesTest {

    private static final Map<String, Integer> PROMISED = new TreeMap<>(Map.ofEntries(
            Map.entry("registerVendor", 503), // the identity provider is down here; 201 in e2e
            Map.entry("registerModel", 201),
            Map.entry("changeModel", 200),
            Map.entry("registerVersion", 201),
            Map.entry("openUpload", 201),
            Map.entry("draftApplication", 201),
            Map.entry("changeApplication", 200),
            Map.entry("withdrawApplication", 200),
            Map.entry("reportProgress", 202),
            Map.entry("receiveQuestions", 202),
            Map.entry("answerQuestions", 200),
            Map.entry("receiveNotice", 202),
            Map.entry("makeStatement", 200),
            Map.entry("lodgeAppeal", 201),
            Map.entry("receiveAnswerWarning", 202),
            Map.entry("receiveDecision", 202),
            Map.entry("receiveCondition", 202),
            Map.entry("showEvidence", 404), // no condition is told yet; ConditionResourceTest tells one
            Map.entry("receiveDraw", 202),
            Map.entry("handInBank", 200),
            Map.entry("receiveOrder", 404), // the application has no licence; OrderResourceTest has one
            Map.entry("stateOnOrder", 404),
            Map.entry("appealOrder", 404),
            Map.entry("notifyChange", 201),
            Map.entry("validateChange", 200),
            Map.entry("receiveObjection", 404), // there is no such change; ChangeResourceTest has one
            Map.entry("surrenderLicence", 201),
            Map.entry("offerTransfer", 409), // DEMO allows none; TransferResourceTest has a scheme that does
            Map.entry("reportIncident", 201),
            Map.entry("followUpIncident", 404),
            Map.entry("linkBase", 404), // no such entry; LineageResourceTest has one
            Map.entry("verify", 200),
            Map.entry("importList", 202)));

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    static Stream<String> operations() {
        return Examples.operations().stream();
    }

    @Test
    void every_example_of_the_contract_is_executed_here() {
        assertThat(Examples.operations()).isEqualTo(PROMISED.keySet());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_example_does_what_the_contract_promises(String operation) {
        Map<String, Function<JsonNode, Response>> calls = Map.ofEntries(
                Map.entry(
                        "registerVendor",
                        body -> registrar()
                                .body(with(body, "registrationId", Given.unique("REG")))
                                .post("/vendors")),
                Map.entry(
                        "registerModel",
                        body -> vendor(vendor).body(body.toString()).post("/models")),
                Map.entry(
                        "changeModel",
                        body -> vendor(vendor)
                                .header("If-Match", "\"0\"")
                                .body(body.toString())
                                .put("/models/" + Given.model(vendor))),
                Map.entry(
                        "registerVersion",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/models/" + Given.model(vendor) + "/versions")),
                Map.entry(
                        "openUpload",
                        body -> vendor(vendor).body(body.toString()).post("/uploads")),
                Map.entry(
                        "draftApplication",
                        body -> vendor(vendor)
                                .body(with(body, "modelVersionId", Given.version(vendor)))
                                .post("/applications")),
                Map.entry(
                        "changeApplication",
                        body -> vendor(vendor)
                                .header("If-Match", "\"0\"")
                                .body(body.toString())
                                .put("/applications/" + Given.draft(vendor))),
                Map.entry(
                        "withdrawApplication",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/applications/" + Given.submitted(vendor) + "/withdrawal")),
                Map.entry(
                        "receiveQuestions",
                        body -> Given.review()
                                .body(with(body, "messageId", UUID.randomUUID().toString()))
                                .post("/applications/" + Given.submitted(vendor) + "/information-requests")),
                Map.entry(
                        "receiveAnswerWarning",
                        body -> Given.review()
                                .body(with(body, "messageId", UUID.randomUUID().toString()))
                                .post("/applications/" + Given.asked(vendor) + "/answer-warnings")),
                Map.entry(
                        "answerQuestions",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/applications/" + Given.asked(vendor) + "/information-requests/1/answers")),
                Map.entry(
                        "reportProgress",
                        body -> Given.review()
                                .body(with(body, "messageId", UUID.randomUUID().toString()))
                                .post("/applications/" + Given.submitted(vendor) + "/review-progress")),
                Map.entry(
                        "receiveDecision",
                        body -> Given.review()
                                .body(((ObjectNode) body)
                                        .put("messageId", UUID.randomUUID().toString())
                                        .put("applicationId", Given.submitted(vendor))
                                        .put("decidedAt", Instant.now().toString())
                                        .toString())
                                .post("/decisions")),
                Map.entry(
                        "receiveNotice",
                        body -> Given.review()
                                .body(with(body, "messageId", UUID.randomUUID().toString()))
                                .post("/applications/" + Given.submitted(vendor) + "/hearings")),
                Map.entry(
                        "makeStatement",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/applications/" + Given.noticed(vendor) + "/hearings/1/statement")),
                Map.entry(
                        "lodgeAppeal",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/applications/" + Given.decided(vendor, "REFUSED") + "/appeals")),
                Map.entry(
                        "receiveDraw",
                        body -> Given.review()
                                .body(with(body, "messageId", UUID.randomUUID().toString()))
                                .post("/applications/" + Given.submitted(vendor) + "/draws")),
                Map.entry(
                        "handInBank",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/applications/" + Given.drawn(vendor) + "/draws/1/bank")),
                Map.entry(
                        "receiveOrder",
                        body -> Given.review().body(body.toString()).post("/orders")),
                Map.entry(
                        "stateOnOrder",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.unique("NONE") + "/order-hearing-statement")),
                Map.entry(
                        "appealOrder",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.unique("NONE") + "/orders/" + UUID.randomUUID()
                                        + "/appeal")),
                Map.entry(
                        "notifyChange",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.licence(vendor) + "/changes")),
                Map.entry(
                        "validateChange",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.licence(vendor) + "/changes/validations")),
                Map.entry(
                        "receiveObjection",
                        body -> Given.review().body(body.toString()).post("/change-objections")),
                Map.entry(
                        "surrenderLicence",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.licence(vendor) + "/surrender")),
                Map.entry(
                        "offerTransfer",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.licence(vendor) + "/transfer")),
                Map.entry(
                        "reportIncident",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.licence(vendor) + "/incidents")),
                Map.entry(
                        "followUpIncident",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/licences/" + Given.licence(vendor) + "/incidents/1/follow-ups")),
                Map.entry(
                        "receiveCondition",
                        body -> Given.review()
                                .body(with(
                                        body, "conditionId", UUID.randomUUID().toString()))
                                .post("/applications/" + Given.submitted(vendor) + "/conditions")),
                Map.entry(
                        "showEvidence",
                        body -> vendor(vendor)
                                .body(body.toString())
                                .post("/applications/" + Given.submitted(vendor) + "/conditions/C1/evidence")),
                Map.entry(
                        "linkBase",
                        body -> registrar().body(body.toString()).post("/register/" + UUID.randomUUID() + "/bases")),
                Map.entry(
                        "verify",
                        body -> Given.anybody()
                                .contentType("application/json")
                                .body(body.toString())
                                .post("/verifications")),
                Map.entry(
                        "importList",
                        body -> registrar()
                                .contentType("text/csv")
                                .queryParam("kind", "KNOWN_MODELS")
                                .queryParam("dryRun", true)
                                .body(body.asText())
                                .post("/imports")));
        calls.get(operation).apply(Examples.of(operation)).then().statusCode(PROMISED.get(operation));
    }

    /// The journey with nothing but examples: what they upload and name fits together.
    @Test
    void a_vendor_who_sends_the_examples_one_after_the_other_has_a_submitted_application() {
        String id = Given.submitted(vendor);
        assertThat(vendor(vendor).get("/applications/" + id).<String>path("status"))
                .isEqualTo("SUBMITTED");
    }

    private static String with(JsonNode body, String member, String value) {
        return ((ObjectNode) body).put(member, value).toString();
    }
}
