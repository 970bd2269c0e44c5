package org.llmregistry.registry.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

/// Changes of a licensed model fall into the classes of the scheme, and each class has its duty.
@RegistryServiceTest
class ChangeResourceTest {

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private UUID vendor;
    private String application;
    private String number;

    @BeforeEach
    void grant() {
        vendor = Given.registeredVendor();
        number = Given.licence(vendor);
        application = application(number);
    }

    @Test
    void an_editorial_change_is_recorded_holds_at_once_and_is_what_the_next_one_is_compared_with() {
        ObjectNode moved =
                change("0", today.minusDays(14), dossier -> deployment(dossier).put("url", "https://other.example"));
        validate(moved).then().body("acceptable", equalTo(true)).body("proposedClass", equalTo("0"));
        notify(moved)
                .then()
                .statusCode(201)
                .body("number", equalTo(1))
                .body("status", equalTo("IN_EFFECT"))
                .body("late", equalTo(false))
                .body("differences.pointer", contains("/deployment/url"))
                .body("differences.before", contains("https://model.example"));
        validate(moved).then().body("differences", empty()).body("proposedClass", nullValue());
        notify(change("1", today.minusDays(15), dossier -> {}))
                .then()
                .statusCode(201)
                .body("number", equalTo(2))
                .body("late", equalTo(true))
                .body("differences.pointer", contains("/deployment/url")); // back again
        vendor(vendor).get(path("/changes")).then().statusCode(200).body("number", contains(1, 2));
        vendor(vendor).get(path("/changes/1")).then().statusCode(200).body("changeClass", equalTo("0"));
        JsonPath told = new JsonPath(Given.messages(application).get(1));
        assertThat(told.getString("kind")).isEqualTo("CHANGE");
        assertThat(told.getList("differences.pointer")).isEqualTo(List.of("/deployment/url"));
        assertThat(Given.events("licences/" + number))
                .containsExactly("licence.granted", "licence.change-notified", "licence.change-notified");
    }

    @Test
    void a_declared_class_may_be_higher_than_the_fields_ask_for_and_never_lower() {
        Consumer<ObjectNode> channel = dossier -> ((ArrayNode) dossier.at("/deployment/channels")).add("WEIGHTS");
        notify(change("0", today, channel))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/change-class-too-low"))
                .body("detail", containsString("Declare class 2"))
                .body("errors.pointer", contains("/dossier/deployment/channels/3"));
        notify(change("7", today, channel))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unknown-change-class"))
                .body("errors.detail", contains("Declare one of: 0, 1, 2, 3, 4, P"));
        notify(change(null, today, channel)).then().statusCode(400).body("errors.pointer", contains("/changeClass"));
        validate(change(null, today, channel))
                .then()
                .body("acceptable", equalTo(false))
                .body("proposedClass", equalTo("2"))
                .body("duty", equalTo("NOTIFY_AND_WAIT"))
                .body("errors.rule", contains("wait"));
        notify(change("2", today.plusDays(31), dossier -> deployment(dossier).put("url", "https://other.example")))
                .then()
                .statusCode(201)
                .body("status", equalTo("WAITING"));
    }

    @Test
    void a_change_that_waits_may_start_when_the_days_have_passed_unless_the_office_objects() throws SQLException {
        Consumer<ObjectNode> regions = dossier -> ((ArrayNode) dossier.at("/deployment/regions")).add("CN-SH");
        notify(change("2", today.plusDays(30), regions))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/effectiveOn"))
                .body(
                        "errors[0].detail",
                        equalTo("The office may object until %s; start later than that."
                                .formatted(today.plusDays(30))));
        notify(change("2", today.plusDays(31), regions))
                .then()
                .statusCode(201)
                .body("status", equalTo("WAITING"))
                .body("objectionUntil", equalTo(today.plusDays(30).toString()));
        validate(change("2", today.plusDays(31), regions)).then().body("differences.change", contains("ADDED"));
        Given.asOwner(
                "UPDATE licence_change SET objection_until = '%s' WHERE licence_id = (SELECT id FROM licence WHERE number = '%s')"
                        .formatted(today.minusDays(1), number));
        vendor(vendor).get(path("/changes/1")).then().body("status", equalTo("MAY_START"));
        validate(change("2", today.plusDays(31), regions)).then().body("differences", empty());
        object(1).then().statusCode(202).body("outcome", equalTo("OBJECTED"));
        vendor(vendor)
                .get(path("/changes/1"))
                .then()
                .body("status", equalTo("OBJECTED"))
                .body("objection", containsString("no way to report"));
        validate(change("2", today.plusDays(31), regions)).then().body("differences.change", contains("ADDED"));
        vendor(vendor)
                .get(path("/notices"))
                .then()
                .statusCode(200)
                .body("items.kind", contains("CHANGE_OBJECTED"))
                .body("items[0].facts.number", equalTo(1));
        assertThat(Given.events("licences/" + number)).endsWith("licence.change-objected");
        assertThatThrownBy(() -> Given.update("UPDATE licence_change SET description = ?", "x"))
                .hasRootCauseMessage("ERROR: permission denied for table licence_change");
    }

    @Test
    void a_graver_change_needs_an_application_and_is_told_which() {
        notify(change("2", today.plusDays(40), dossier -> deployment(dossier).put("minors", true)))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/change-needs-application"))
                .body("detail", containsString("kind VARIATION with concerned.licenceNumber " + number))
                .body("errors.pointer", contains("/dossier/deployment/minors"));
        notify(change(
                        "0",
                        today,
                        dossier -> ((ObjectNode) dossier.at("/developer")).put("legalName", "Another Company")))
                .then()
                .statusCode(409)
                .body("detail", containsString("kind INITIAL"));
        notify(change("3", today, null)).then().statusCode(409).body("errors.pointer", contains("/changeClass"));
        notify(change("0", today, dossier -> dossier.remove("safeguards")))
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("/dossier/safeguards"));
        validate(change("0", today, dossier -> dossier.remove("safeguards")))
                .then()
                .body("errors.rule", contains("change-class", "required"));
    }

    @Test
    void weights_change_within_a_plan_that_was_approved_and_the_licence_covers_them() {
        ObjectNode within = change("P", today, null).put("modelVersionId", version("4.0.1", "f".repeat(64)));
        notify(within).then().statusCode(422).body("errors.rule", contains("approved-plan"));
        String planned = licenceWithPlan();
        String digest = Digests.sha256Hex(Given.unique("weights"));
        within.put("modelVersionId", version("4.0.2", digest));
        verify(digest).then().body("verdict", equalTo("UNKNOWN"));
        vendor(vendor)
                .body(within.toString())
                .post("/licences/" + planned + "/changes")
                .then()
                .statusCode(201)
                .body("duty", equalTo("WITHIN_PLAN"))
                .body("status", equalTo("IN_EFFECT"))
                .body("differences.pointer", hasItem("/version"));
        verify(digest).then().body("verdict", equalTo("IN_FORCE")).body("matches.licence.number", contains(planned));
    }

    @Test
    void only_the_holder_of_a_living_licence_notifies() {
        UUID other = Given.registeredVendor();
        vendor(other)
                .body(change("0", today, null).toString())
                .post(path("/changes"))
                .then()
                .statusCode(404);
        vendor(other).get(path("/changes")).then().statusCode(404);
        vendor(other).get(path("/notices")).then().statusCode(404);
        notify(change("0", today, null).put("modelVersionId", Given.version(other)))
                .then()
                .statusCode(400)
                .body("errors.rule", contains("same-model"));
        Given.update("UPDATE licence SET status = 'EXPIRED' WHERE number = ?", number);
        notify(change("0", today, null)).then().statusCode(409).body("type", equalTo("/problems/licence-ended"));
    }

    /// @param edit of the licensed dossier; null: the command holds none
    private static ObjectNode change(String changeClass, LocalDate day, Consumer<ObjectNode> edit) {
        ObjectNode change =
                Examples.with("notifyChange", "changeClass", changeClass).put("effectiveOn", day.toString());
        if (changeClass == null) {
            change.remove("changeClass");
        }
        if (edit != null) {
            ObjectNode dossier = (ObjectNode) Examples.of("changeApplication").get("dossier");
            edit.accept(dossier);
            change.set("dossier", dossier);
        }
        return change;
    }

    private static ObjectNode deployment(ObjectNode dossier) {
        return (ObjectNode) dossier.get("deployment");
    }

    private Response notify(ObjectNode change) {
        return vendor(vendor).body(change.toString()).post(path("/changes"));
    }

    private Response validate(ObjectNode change) {
        Response proposal = vendor(vendor).body(change.toString()).post(path("/changes/validations"));
        assertThat(proposal.statusCode()).as(proposal.asString()).isEqualTo(200);
        return proposal;
    }

    private Response object(int change) {
        String id = new JsonPath(Given.messages(application).getLast()).getString("changeId");
        assertThat(change).isOne();
        return Given.review()
                .body(Examples.with("receiveObjection", "messageId", UUID.randomUUID())
                        .put("changeId", id)
                        .toString())
                .post("/change-objections");
    }

    private static Response verify(String digest) {
        return Given.anybody()
                .contentType("application/json")
                .body(Map.of("digests", List.of(digest)))
                .post("/verifications");
    }

    /// Another licence of the vendor, whose dossier holds a plan of changes.
    private String licenceWithPlan() {
        String id = Given.completeDraft(vendor);
        ObjectNode planned = Examples.of("changeApplication");
        ObjectNode plan =
                ((ObjectNode) planned.at("/dossier/documents/0")).deepCopy().put("kind", "CHANGE_PLAN");
        ((ArrayNode) planned.at("/dossier/documents")).add(plan);
        Given.change(vendor, id, planned).then().statusCode(200);
        vendor(vendor).post("/applications/" + id + "/submission").then().statusCode(200);
        Given.reported(id, "ACCEPTED").then().statusCode(202);
        Given.reported(id, "DECISION_PROPOSED").then().statusCode(202);
        return Given.decide(id, "GRANTED").path("licenceNumber");
    }

    /// A further version of the vendor's newest model.
    private String version(String label, String digest) {
        List<String> models = vendor(vendor).get("/models").path("items.id");
        ObjectNode version = Examples.with("registerVersion", "label", label);
        ((ObjectNode) version.at("/weights/0")).put("sha256", digest);
        return vendor(vendor)
                .body(version.toString())
                .post("/models/" + models.getLast() + "/versions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String application(String licence) {
        return Given.texts("SELECT application_id FROM licence WHERE number = ?", licence)
                .getFirst();
    }

    private String path(String below) {
        return "/licences/" + number + below;
    }
}
