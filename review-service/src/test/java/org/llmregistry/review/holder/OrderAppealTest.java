package org.llmregistry.review.holder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;
import org.llmregistry.review.order.Orders;

/// An order before a panel of two who had no part in it (domain rule L10).
@ReviewServiceTest
class OrderAppealTest {

    @Test
    void two_who_agree_set_an_order_aside_which_leaves_the_state_before_and_stays_on_record() throws SQLException {
        String id = Orders.grantedCase();
        Orders.made(id, "RESTRICT");
        String order = Orders.made(id, "REVOKE");
        UUID message = UUID.randomUUID();
        lodge(order, message).then().statusCode(202).body("outcome", equalTo("LODGED"));
        lodge(order, message).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        vote(order, "anna", "SET_ASIDE").then().statusCode(200).body("outcome", nullValue());
        Orders.get(order).then().body("status", equalTo("CONFIRMED")).body("stayed", equalTo(false));
        vote(order, "arne", "SET_ASIDE")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("SET_ASIDE"))
                .body("votes.member", contains(Tokens.subjectOf("anna"), Tokens.subjectOf("arne")));
        Orders.get(order)
                .then()
                .body("status", equalTo("SET_ASIDE"))
                .body("remark", equalTo("The ground was not proved: the counts are of another version."));
        assertThat(Orders.told(id)).extracting("status").endsWith("PROPOSED", "CONFIRMED", "SET_ASIDE");
        vote(order, "anna", "UPHELD").then().statusCode(409).body("type", equalTo("/problems/no-open-appeal"));
        Orders.propose(id, "RESTRICT", "paul").then().statusCode(409).body("state", equalTo("RESTRICTED"));
    }

    @Test
    void an_order_that_is_upheld_stands_and_has_had_its_appeal() throws SQLException {
        String id = Orders.grantedCase();
        String order = Orders.made(id, "SUSPEND");
        lodge(order, UUID.randomUUID());
        vote(order, "anna", "SET_ASIDE").then().statusCode(200);
        vote(order, "arne", "UPHELD").then().statusCode(200).body("outcome", nullValue());
        vote(order, "alma", "UPHELD").then().statusCode(409).body("type", equalTo("/problems/panel-complete"));
        vote(order, "anna", "UPHELD").then().statusCode(200).body("outcome", equalTo("UPHELD"));
        Orders.get(order).then().body("status", equalTo("CONFIRMED")).body("upheldAt", notNullValue());
        assertThat(Orders.told(id)).extracting("status").containsExactly("PROPOSED", "CONFIRMED", "CONFIRMED");
        assertThat(Orders.told(id).getLast()).containsKey("upheldAt");
        lodge(order, UUID.randomUUID()).then().statusCode(202).body("outcome", equalTo("NOT_APPEALABLE"));
        as("aldo", "auditor")
                .get("/orders/" + order + "/appeal")
                .then()
                .statusCode(200)
                .body("votes.outcome", contains("SET_ASIDE", "UPHELD", "UPHELD"));
    }

    @Test
    void who_ordered_or_had_a_part_in_the_case_does_not_sit_on_the_panel() throws SQLException {
        String id = Orders.grantedCase();
        String order = Orders.made(id, "RESTRICT");
        lodge(order, UUID.randomUUID());
        for (String person : List.of("paul", "carla", "rita", "dora")) {
            vote(order, person, "UPHELD")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/duties-not-separated"));
        }
        vote(order, "anna", "UPHELD").then().statusCode(200);
        assertThatThrownBy(() -> Orders.asOwner(
                        "UPDATE order_appeal SET outcome = 'UPHELD', decided_at = now() WHERE order_id = '%s'"
                                .formatted(order)))
                .hasMessageContaining("order_appeal_by_panel");
        assertThatThrownBy(() -> Orders.asOwner("""
                        INSERT INTO order_appeal_vote (order_id, number, case_id, member, outcome, reasons, voted_at)
                        VALUES ('%s', 2, '%s', '%s', 'UPHELD', 'I was right.', now())""".formatted(order, id, Tokens.subjectOf("paul"))))
                .hasMessageContaining("order_appeal_by_others");
    }

    @Test
    void where_the_scheme_says_so_an_order_has_no_effect_until_the_panel_answers() {
        String code = Rules.demoWith(text -> text.replace("suspensive: false", "suspensive: true"));
        String id = Rules.acceptedCase(code, UUID.randomUUID());
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
        String order = Orders.made(id, "RESTRICT");
        lodge(order, UUID.randomUUID()).then().body("outcome", equalTo("LODGED"));
        Orders.get(order).then().body("stayed", equalTo(true)).body("status", equalTo("CONFIRMED"));
        Orders.propose(id, "LIFT", "paul").then().statusCode(409).body("state", equalTo("ACTIVE"));
        vote(order, "anna", "UPHELD").then().statusCode(200);
        vote(order, "arne", "UPHELD").then().statusCode(200);
        Orders.get(order).then().body("stayed", equalTo(false));
        Orders.propose(id, "LIFT", "paul").then().statusCode(201);
    }

    @Test
    void a_proposal_and_a_way_back_are_nothing_to_appeal_against() {
        String id = Orders.grantedCase();
        String proposed = Orders.propose(id, "REVOKE", "paul").path("id");
        lodge(proposed, UUID.randomUUID()).then().statusCode(202).body("outcome", equalTo("NOT_APPEALABLE"));
        as("aldo", "auditor").get("/orders/" + proposed + "/appeal").then().statusCode(404);
        vote(proposed, "anna", "UPHELD").then().statusCode(409).body("type", equalTo("/problems/no-open-appeal"));
    }

    private static Response lodge(String order, UUID message) {
        return Given.registry()
                .body(Examples.with("receiveOrderAppeal", "messageId", message)
                        .put("orderId", order)
                        .toString())
                .post("/order-appeals");
    }

    private static Response vote(String order, String person, String outcome) {
        return as(person, "appeal-panel")
                .body(Examples.with("voteOnOrder", "outcome", outcome).toString())
                .post("/orders/" + order + "/appeal/votes");
    }
}
