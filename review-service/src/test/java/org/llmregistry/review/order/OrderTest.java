package org.llmregistry.review.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// An order is proposed by one person and confirmed by another, after the holder was heard.
@ReviewServiceTest
class OrderTest {

    @Test
    void a_restriction_takes_effect_when_another_person_confirms_it_after_the_hearing() throws SQLException {
        String id = Orders.grantedCase();
        String order = Orders.propose(id, "RESTRICT", "paul")
                .then()
                .statusCode(201)
                .body("status", equalTo("PROPOSED"))
                .body("scope", equalTo("Not to be offered to minors."))
                .body("effectiveAt", nullValue())
                .body(
                        "answerBy",
                        equalTo(LocalDate.now(ZoneId.of("Asia/Shanghai"))
                                .plusDays(14)
                                .toString()))
                .extract()
                .path("id");
        Orders.confirm(order, "carla").then().statusCode(409).body("type", equalTo("/problems/holder-not-heard"));
        UUID message = UUID.randomUUID();
        Orders.answer(order, message).then().statusCode(202).body("outcome", equalTo("HEARD"));
        Orders.answer(order, message).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        Orders.answer(order, UUID.randomUUID()).then().statusCode(202).body("outcome", equalTo("TOO_LATE"));
        Orders.confirm(order, "carla")
                .then()
                .statusCode(200)
                .body("status", equalTo("CONFIRMED"))
                .body("statement", equalTo("The filter for minors was mended on 20 November."))
                .body("decidedBy", equalTo(Tokens.subjectOf("carla")))
                .body("effectiveAt", notNullValue());
        assertThat(Orders.told(id)).extracting("status").containsExactly("PROPOSED", "CONFIRMED");
        assertThat(Orders.told(id)).extracting("sanction").containsOnly("RESTRICT");
        as("aldo", "auditor")
                .get("/orders?caseId=" + id + "&status=CONFIRMED")
                .then()
                .statusCode(200)
                .body("items.id", contains(order))
                .body("total.count", equalTo(1));
    }

    @Test
    void a_holder_who_lets_its_time_pass_has_been_heard() throws SQLException {
        String order = Orders.proposed(Orders.grantedCase(), "REVOKE", "paul");
        Orders.letPass(order, "answer_by", "14 days");
        Orders.confirm(order, "carla").then().statusCode(409);
        Orders.letPass(order, "answer_by", "1 day");
        Orders.confirm(order, "carla").then().statusCode(200).body("status", equalTo("CONFIRMED"));
    }

    @Test
    void who_proposed_an_order_can_neither_confirm_nor_reject_it_not_even_as_an_administrator() throws SQLException {
        String id = Orders.grantedCase();
        String order = Orders.proposed(id, "RESTRICT", "paul");
        Orders.answer(order, UUID.randomUUID());
        for (Response own : List.of(
                as("paul", "decision-maker", "administrator").post("/orders/" + order + "/confirmation"),
                Orders.reject(order, "paul"))) {
            own.then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/duties-not-separated"))
                    .body("detail", equalTo("Who proposed an order may neither confirm nor reject it."));
        }
        assertThatThrownBy(() -> Orders.execute("""
                        UPDATE licence_order SET status = 'CONFIRMED', decided_by = proposed_by, decided_at = now(),
                            effective_at = now() WHERE id = '%s'""".formatted(order))).hasMessageContaining("licence_order_by_another");
        assertThatThrownBy(() -> Orders.execute("""
                        INSERT INTO licence_order (id, case_id, sanction, urgent, ground, reasons, status, proposed_by,
                            proposed_at, decided_by, decided_at, effective_at, version)
                        VALUES (gen_random_uuid(), '%s', 'REVOKE', false, 'FALSE_STATEMENT', 'x', 'CONFIRMED', 'p', now(),
                            'p', now(), now(), 0)""".formatted(id))).hasMessageContaining("licence_order_by_another");
        assertThatThrownBy(
                        () -> Orders.execute("UPDATE licence_order SET reasons = 'y' WHERE id = '%s'".formatted(order)))
                .hasMessageContaining("it is on record");
        assertThatThrownBy(() -> Orders.execute("DELETE FROM licence_order")).hasMessageContaining("permission denied");
    }

    @Test
    void who_has_a_conflict_of_interest_neither_proposes_nor_confirms() {
        String id = Orders.grantedCase();
        declareConflict("carla-of-" + id, id);
        Orders.propose(id, "RESTRICT", "carla-of-" + id)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/conflict-of-interest"));
        String order = Orders.proposed(id, "RESTRICT", "paul");
        Orders.answer(order, UUID.randomUUID());
        Orders.confirm(order, "carla-of-" + id)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/conflict-of-interest"));
        Orders.reject(order, "carla").then().statusCode(200).body("status", equalTo("REJECTED"));
    }

    @Test
    void of_many_who_confirm_one_wins() throws Exception {
        String id = Orders.grantedCase();
        String order = Orders.proposed(id, "REVOKE", "paul");
        Orders.answer(order, UUID.randomUUID());
        List<Callable<Response>> confirmations = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String person = "head-" + i;
            confirmations.add(() -> Orders.confirm(order, person));
        }
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Response> answer : threads.invokeAll(confirmations)) {
                statuses.add(answer.get().statusCode());
            }
        }
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(Orders.told(id)).extracting("status").containsExactly("PROPOSED", "CONFIRMED");
    }

    @Test
    void what_does_not_fit_the_scheme_is_told_all_at_once() {
        ObjectNode order = Orders.order(Orders.grantedCase(), "RESTRICT");
        order.put("ground", "HARMFUL_CONTENT").put("until", "2030-01-01").remove("scope");
        Orders.propose(order, "paul")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-order"))
                .body("errors.pointer", contains("/ground", "/scope", "/until"))
                .body("errors[0].detail", equalTo("One of NON_CONFORMITY, OVERDUE_CONDITION"));
        order.put("sanction", "SUSPEND").put("until", "2020-01-01");
        Orders.propose(order, "paul").then().statusCode(422).body("errors.pointer", contains("/until"));
    }

    @Test
    void an_order_needs_a_licence_and_a_state_that_has_room_for_it() {
        Orders.propose(Given.claimedCase(), "REVOKE", "paul")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/no-licence"));
        String id = Orders.grantedCase();
        Orders.propose(id, "REINSTATE", "paul")
                .then()
                .statusCode(409)
                .body("state", equalTo("ACTIVE"))
                .body("allowedTransitions", contains("RESTRICT", "SUSPEND", "REVOKE"));
        String order = Orders.proposed(id, "SUSPEND", "paul");
        Orders.propose(id, "REVOKE", "carla").then().statusCode(409).body("type", equalTo("/problems/order-proposed"));
        as("carla", "decision-maker")
                .post("/orders/" + order + "/withdrawal")
                .then()
                .statusCode(403);
        as("paul", "decision-maker")
                .post("/orders/" + order + "/withdrawal")
                .then()
                .statusCode(200)
                .body("status", equalTo("WITHDRAWN"));
        Orders.confirm(order, "carla").then().statusCode(409).body("state", equalTo("WITHDRAWN"));
        Orders.proposed(id, "REVOKE", "carla");
    }

    @Test
    void who_suspended_does_not_reinstate_and_a_restriction_outlives_the_suspension() throws SQLException {
        String id = Orders.grantedCase();
        Orders.made(id, "RESTRICT");
        String suspension = Orders.made(id, "SUSPEND");
        String order = Orders.propose(id, "REINSTATE", "rosa")
                .then()
                .statusCode(201)
                .body("ends", equalTo(suspension))
                .body("answerBy", nullValue())
                .extract()
                .path("id");
        for (String suspender : List.of("paul", "carla")) {
            Orders.confirm(order, suspender)
                    .then()
                    .statusCode(403)
                    .body("detail", equalTo("Who suspended a licence may not reinstate it."));
        }
        assertThatThrownBy(() -> Orders.execute("""
                        UPDATE licence_order SET status = 'CONFIRMED', decided_by = '%s', decided_at = now(),
                            effective_at = now() WHERE id = '%s'""".formatted(Tokens.subjectOf("carla"), order)))
                .hasMessageContaining("licence_order_reinstated_by_another");
        Orders.confirm(order, "rudolf").then().statusCode(200);
        Orders.propose(id, "RESTRICT", "paul")
                .then()
                .statusCode(409)
                .body("state", equalTo("RESTRICTED"))
                .body("allowedTransitions", contains("SUSPEND", "LIFT", "REVOKE"));
    }

    private static void declareConflict(String person, String caseId) {
        as(person, "decision-maker")
                .body(Map.of(
                        "caseId", caseId, "conflict", true, "nature", "HOLDING", "statement", "I hold shares of it."))
                .post("/conflict-declarations")
                .then()
                .statusCode(201);
    }
}
