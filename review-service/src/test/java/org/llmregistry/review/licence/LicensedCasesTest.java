package org.llmregistry.review.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.order.Orders;

/// An order reaches the licence, whichever case somebody names, as long as there is one.
@ReviewServiceTest
class LicensedCasesTest {

    @Inject
    Sent sent;

    private final UUID application = UUID.randomUUID();

    @Test
    void an_order_on_a_renewed_licence_hangs_on_the_case_that_it_was_granted_in() throws SQLException {
        String granted = decided(submitted(application, "INITIAL", null), "GRANTED");
        UUID renewing = UUID.randomUUID();
        String renewal = decided(submitted(renewing, "RENEWAL", application), "GRANTED");
        Orders.propose(renewal, "RESTRICT", "paul").then().statusCode(201).body("caseId", equalTo(granted));
        assertThat(Orders.told(granted)).extracting("applicationId").containsExactly(application.toString());
        assertThat(sent.messages(renewing)).doesNotContain("order");
        Orders.propose(granted, "SUSPEND", "paul")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/order-proposed"));
    }

    @Test
    void a_renewal_of_before_that_names_no_case_is_refused_by_name() {
        String renewal = decided(submitted(application, "RENEWAL", null), "GRANTED");
        Orders.propose(renewal, "RESTRICT", "paul")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/no-licence"));
    }

    @Test
    void an_order_is_possible_while_a_grant_is_under_appeal_and_while_it_is_decided_again() {
        String id = decided(submitted(application, "INITIAL", null), "GRANTED_WITH_CONDITIONS");
        appeal(id, "REMITTED");
        as("lena", "review-lead").get("/cases/" + id).then().body("status", equalTo("UNDER_APPEAL"));
        String order = Orders.propose(id, "RESTRICT", "paul")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("arne", "appeal-panel")
                .body(Examples.with("voteOnAppeal", "outcome", "REMITTED").toString())
                .post("/cases/" + id + "/appeal/votes")
                .then()
                .body("status", equalTo("REGIONAL_REVIEW"));
        as("paul", "decision-maker")
                .post("/orders/" + order + "/withdrawal")
                .then()
                .statusCode(200);
        order = Orders.propose(id, "SUSPEND", "paul")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Given.recommendation(id, "rita", "REFUSE").then().statusCode(200);
        Given.decision(id, "daniel", "REFUSED").then().statusCode(200);
        Given.registry()
                .body(Examples.with("receiveOrderStatement", "messageId", UUID.randomUUID())
                        .put("orderId", order)
                        .toString())
                .post("/order-statements")
                .then()
                .statusCode(202);
        Orders.confirm(order, "carla").then().statusCode(409).body("type", equalTo("/problems/no-licence"));
        Orders.propose(id, "REVOKE", "paul").then().statusCode(409).body("type", equalTo("/problems/no-licence"));
    }

    @Test
    void an_appeal_against_a_refusal_makes_no_licence() {
        String id = decided(submitted(application, "INITIAL", null), "REFUSED");
        appeal(id, "REMITTED");
        Orders.propose(id, "RESTRICT", "paul").then().statusCode(409).body("type", equalTo("/problems/no-licence"));
    }

    @Test
    void a_dry_run_asks_the_registry_before_anybody_proposes_and_tells_nobody() throws SQLException {
        String id = decided(submitted(application, "INITIAL", null), "GRANTED");
        reach(id).then().statusCode(503).body("type", equalTo("/problems/registry-unavailable"));
        as("aldo", "auditor").get("/orders?caseId=" + id).then().body("items", hasSize(0));
        assertThat(Orders.told(id)).isEmpty();
        reach(Given.acceptedCase()).then().statusCode(409).body("type", equalTo("/problems/no-licence"));
    }

    private static Response reach(String id) {
        return as("duncan", "duty-officer").get("/cases/" + id + "/reach");
    }

    private static String submitted(UUID application, String kind, UUID licensedOn) {
        var submission = Given.submission(application, 1).put("kind", kind);
        if (!kind.equals("INITIAL")) {
            submission.put("licenceNumber", "DEMO-2026-000001-7");
        }
        if (licensedOn != null) {
            submission.put("licensedOn", licensedOn.toString());
        }
        return Given.registry()
                .body(submission.toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
    }

    private static String decided(String id, String outcome) {
        Given.accept(id);
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        if (outcome.equals("GRANTED_WITH_CONDITIONS")) {
            as("dora", "decision-maker")
                    .body(Examples.of("decide").toString())
                    .post("/cases/" + id + "/decision")
                    .then()
                    .statusCode(200);
        } else {
            Given.decision(id, "dora", outcome).then().statusCode(200);
        }
        return id;
    }

    /// Lodged, and anna has voted.
    private void appeal(String id, String vote) {
        Given.registry()
                .body(Examples.with("receiveAppeal", "messageId", UUID.randomUUID())
                        .put("applicationId", application.toString())
                        .toString())
                .post("/appeals")
                .then()
                .statusCode(202);
        as("anna", "appeal-panel")
                .body(Examples.with("voteOnAppeal", "outcome", vote).toString())
                .post("/cases/" + id + "/appeal/votes")
                .then()
                .statusCode(200);
    }
}
