package org.llmregistry.registry.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;

/// What the authority orders shows on the licence, in the register, its history and every verification.
@RegistryServiceTest
class OrderResourceTest {

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
    void a_restriction_shows_its_scope_and_is_lifted_by_another_order() {
        tell(order("RESTRICT"), "CONFIRMED", "2025-08-01T00:00:00Z")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("APPLIED"))
                .body("licenceNumber", equalTo(number));
        licence().body("status", equalTo("RESTRICTED")).body("limits.scope", equalTo("Not to be offered to minors."));
        verdict().body("verdict", equalTo("IN_FORCE")).body("matches[0].licence.status", equalTo("RESTRICTED"));
        tell(order("LIFT"), "CONFIRMED", "2025-09-01T00:00:00Z").then().statusCode(202);
        licence().body("status", equalTo("ACTIVE")).body("limits", nullValue());
        history("ACTIVE", "RESTRICTED", "ACTIVE");
        assertThat(Given.events("licences/" + number))
                .containsExactly("licence.granted", "licence.restricted", "licence.lifted");
    }

    @Test
    void a_suspended_licence_is_not_in_force_and_an_urgent_one_that_falls_leaves_the_state_before() {
        tell(order("RESTRICT"), "CONFIRMED", "2025-08-01T00:00:00Z");
        ObjectNode suspension = order("SUSPEND").put("urgent", true).put("confirmBy", "2025-08-13T00:00:00Z");
        tell(suspension, "IN_FORCE_UNCONFIRMED", "2025-08-10T00:00:00Z").then().statusCode(202);
        licence()
                .body("status", equalTo("SUSPENDED"))
                .body("limits.scope", equalTo("Not to be offered to minors."))
                .body("limits.endCondition", equalTo("The filter is mended."));
        verdict().body("verdict", equalTo("NOT_IN_FORCE")).body("matches[0].licence.status", equalTo("SUSPENDED"));
        register("2025-08-10").body("items[0].status", equalTo("SUSPENDED"));
        tell(suspension, "FALLEN", "2025-08-13T00:00:00Z").then().statusCode(202);
        licence().body("status", equalTo("RESTRICTED")).body("limits.endCondition", nullValue());
        register("2025-08-12").body("items[0].status", equalTo("SUSPENDED"));
        register("2025-08-13").body("items[0].status", equalTo("LICENSED"));
        history("ACTIVE", "RESTRICTED", "SUSPENDED", "RESTRICTED");
        Given.anybody()
                .get("/licences/" + number + "/orders")
                .then()
                .statusCode(200)
                .body("sanction", contains("RESTRICT", "SUSPEND"))
                .body("status", contains("CONFIRMED", "FALLEN"))
                .body("endedAt", contains(null, "2025-08-13T00:00:00Z"))
                .body("reasons", contains(null, null));
        assertThat(Given.events("licences/" + number))
                .containsExactly("licence.granted", "licence.restricted", "licence.suspended", "licence.order-fallen");
    }

    @Test
    void the_same_message_again_has_no_effect_and_an_ended_order_stays_ended() {
        ObjectNode order = order("REVOKE");
        tell(order, "CONFIRMED", "2025-08-01T00:00:00Z").then().statusCode(202);
        Given.review()
                .body(order.toString())
                .post("/orders")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("DUPLICATE"));
        licence().body("status", equalTo("REVOKED"));
        tell(order, "SET_ASIDE", "2025-08-20T00:00:00Z").then().statusCode(202);
        licence().body("status", equalTo("ACTIVE"));
        history("ACTIVE", "REVOKED", "ACTIVE");
        tell(order, "CONFIRMED", "2025-08-21T00:00:00Z")
                .then()
                .statusCode(409)
                .body("state", equalTo("SET_ASIDE"))
                .body("allowedTransitions", empty());
    }

    @Test
    void an_order_on_a_licence_that_ended_otherwise_moves_nothing() {
        update("UPDATE licence SET status = 'SURRENDERED' WHERE number = ?1", number);
        tell(order("REVOKE"), "CONFIRMED", "2025-08-01T00:00:00Z")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("ENDED"));
        licence().body("status", equalTo("SURRENDERED"));
    }

    @Test
    void the_holder_is_heard_once_and_nobody_else_reads_what_is_only_announced() {
        ObjectNode order =
                order("REVOKE").put("answerBy", LocalDate.now().plusDays(14).toString());
        state(granted.vendor()).then().statusCode(409).body("type", equalTo("/problems/not-heard-now"));
        tell(order, "PROPOSED", "2025-08-01T00:00:00Z").then().statusCode(202);
        licence().body("status", equalTo("ACTIVE"));
        Given.anybody()
                .get("/licences/" + number + "/orders")
                .then()
                .statusCode(200)
                .body("", empty());
        Given.vendor(UUID.randomUUID())
                .get("/licences/" + number + "/orders")
                .then()
                .body("", empty());
        Given.vendor(granted.vendor())
                .get("/licences/" + number + "/orders")
                .then()
                .body("status", contains("PROPOSED"))
                .body("reasons", not(contains(nullValue())));
        state(UUID.randomUUID()).then().statusCode(404);
        state(granted.vendor())
                .then()
                .statusCode(200)
                .body(
                        "statement",
                        equalTo(Examples.of("stateOnOrder").path("statement").asText()));
        state(granted.vendor()).then().statusCode(409);
        List<String> messages = Given.messages(granted.application().toString());
        assertThat(messages.getLast()).contains(order.path("orderId").asText(), "statedAt");
    }

    @Test
    void the_holder_appeals_once_against_an_order_that_stands_and_reads_what_came_of_it() {
        ObjectNode order = order("RESTRICT");
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        tell(order, "CONFIRMED", now).then().statusCode(202);
        appeal(UUID.randomUUID(), order).then().statusCode(404);
        appeal(granted.vendor(), order)
                .then()
                .statusCode(200)
                .body("appealedAt", notNullValue())
                .body("stayed", equalTo(false));
        appeal(granted.vendor(), order).then().statusCode(409).body("type", equalTo("/problems/no-appeal"));
        licence().body("status", equalTo("RESTRICTED"));
        assertThat(Given.messages(granted.application().toString()).getLast())
                .contains(order.path("orderId").asText(), "The counts are of another version.");
        tell(order.put("upheldAt", now), "CONFIRMED", now).then().statusCode(202);
        Given.anybody().get("/licences/" + number + "/orders").then().body("upheldAt", contains(now));
        assertThat(Given.events("licences/" + number))
                .containsExactly(
                        "licence.granted", "licence.restricted", "licence.order-appealed", "licence.order-upheld");
    }

    @Test
    void there_is_a_last_day_for_an_appeal_and_none_against_a_way_back() {
        ObjectNode order = order("RESTRICT");
        tell(order, "CONFIRMED", "2025-08-01T00:00:00Z").then().statusCode(202);
        appeal(granted.vendor(), order).then().statusCode(409).body("detail", equalTo("The last day was 2025-09-30."));
        ObjectNode lifted = order("LIFT");
        tell(lifted, "CONFIRMED", Instant.now().toString()).then().statusCode(202);
        appeal(granted.vendor(), lifted).then().statusCode(409).body("type", equalTo("/problems/no-appeal"));
    }

    @Test
    void whom_an_order_reaches_is_counted_once_in_a_diamond_and_in_a_circle() {
        Map<String, DecidedApplications.Case> models = Map.of("b", licensed(), "c", licensed(), "d", licensed());
        derive(models.get("b"), granted, "b2");
        derive(models.get("c"), granted, "c2");
        derive(models.get("d"), models.get("b"), "d2");
        derive(models.get("d"), models.get("c"), "d3");
        derive(granted, models.get("d"), "a2");
        licensed();
        Given.review()
                .get("/orders/reach?applicationId=" + granted.application())
                .then()
                .statusCode(200)
                .body("licenceNumber", equalTo(number))
                .body("derivedModels.count", equalTo(5))
                .body("derivedModels.items.versionLabel", containsInAnyOrder("b2", "c2", "d2", "d3", "a2"))
                .body("licences.count", equalTo(3))
                .body(
                        "licences.items.modelName",
                        containsInAnyOrder(models.values().stream()
                                .map(DecidedApplications.Case::model)
                                .toArray()))
                .body("licences.items.status", contains("ACTIVE", "ACTIVE", "ACTIVE"))
                .body("subscribers.count", equalTo(4));
        Given.review()
                .get("/orders/reach?applicationId=" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    private DecidedApplications.Case licensed() {
        DecidedApplications.Case made = given.proposed(Lists.unique("Model "));
        DecidedApplications.grant(made);
        return made;
    }

    /// Another version of a model, made from the licensed one of another; the model's licence is bound to it,
    /// the base's own is not.
    private void derive(DecidedApplications.Case model, DecidedApplications.Case base, String label) {
        update("""
                INSERT INTO model_version (id, model_id, label, modalities_in, modalities_out, total_parameters,
                  context_window, architecture, weights_licence, relation, base_model_id, manifest_digest,
                  file_count, byte_count, registered_at)
                SELECT gen_random_uuid(), v.model_id, ?1, '{TEXT}', '{TEXT}', 7000000000, 8192, 'transformer',
                  'proprietary', 'FINE_TUNED', e.entry_id, ?2, 2, 2, now()
                FROM model_version v, licence l JOIN entry_licence e ON e.number = l.number
                WHERE v.id = ?3 AND l.application_id = ?4""", label, Digests.sha256Hex(label + model.version()), model.version(), base.application());
        if (!model.equals(granted)) {
            update("""
                    UPDATE licence SET version_id = (SELECT id FROM model_version WHERE manifest_digest = ?1)
                    WHERE application_id = ?2""", Digests.sha256Hex(label + model.version()), model.application());
        }
    }

    private void update(String sql, Object... values) {
        QuarkusTransaction.requiringNew().run(() -> {
            var query = database.createNativeQuery(sql);
            for (int i = 0; i < values.length; i++) {
                query.setParameter(i + 1, values[i]);
            }
            assertThat(query.executeUpdate()).isOne();
        });
    }

    private ObjectNode order(String sanction) {
        ObjectNode order = Examples.with("receiveOrder", "orderId", UUID.randomUUID())
                .put("applicationId", granted.application().toString())
                .put("sanction", sanction);
        if (!sanction.equals("RESTRICT")) {
            order.remove("scope");
        }
        if (sanction.equals("SUSPEND")) {
            order.put("endCondition", "The filter is mended.");
        }
        return order;
    }

    private static Response tell(ObjectNode order, String status, String at) {
        return Given.review()
                .body(order.put("messageId", UUID.randomUUID().toString())
                        .put("status", status)
                        .put("at", at)
                        .toString())
                .post("/orders");
    }

    private Response state(UUID vendor) {
        return Given.vendor(vendor)
                .body(Examples.of("stateOnOrder").toString())
                .post("/licences/" + number + "/order-hearing-statement");
    }

    private Response appeal(UUID vendor, ObjectNode order) {
        return Given.vendor(vendor)
                .body(Examples.of("appealOrder").toString())
                .post("/licences/" + number + "/orders/" + order.path("orderId").asText() + "/appeal");
    }

    private ValidatableResponse licence() {
        return Given.anybody().get("/licences/" + number).then().statusCode(200);
    }

    private ValidatableResponse register(String day) {
        return Given.anybody()
                .queryParam("q", number)
                .queryParam("asOf", day)
                .get("/register")
                .then();
    }

    private ValidatableResponse verdict() {
        return Given.anybody()
                .contentType("application/json")
                .body(Map.of("licenceNumber", number))
                .post("/verifications")
                .then()
                .statusCode(200);
    }

    private void history(String... statuses) {
        Given.anybody()
                .get("/licences/" + number + "/history")
                .then()
                .body("history.status", equalTo(List.of(statuses)));
    }
}
