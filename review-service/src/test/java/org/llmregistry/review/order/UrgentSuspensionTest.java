package org.llmregistry.review.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.llmregistry.review.Given.as;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.ReviewServiceTest;

/// One duty officer suspends at once; it falls when no second person confirms it in time.
@ReviewServiceTest
class UrgentSuspensionTest {

    @Inject
    Ordering ordering;

    @Test
    void it_is_in_force_at_once_and_a_decision_maker_confirms_it() throws SQLException {
        String id = Orders.grantedCase();
        Orders.proposed(id, "RESTRICT", "paul");
        JsonPath suspension = Orders.suspendUrgently(id)
                .then()
                .statusCode(201)
                .body("status", equalTo("IN_FORCE_UNCONFIRMED"))
                .body("urgent", equalTo(true))
                .body("effectiveAt", notNullValue())
                .extract()
                .jsonPath();
        String order = suspension.getString("id");
        assertThat(Duration.between(
                        Instant.parse(suspension.getString("effectiveAt")),
                        Instant.parse(suspension.getString("confirmBy"))))
                .isEqualTo(Duration.ofHours(72));
        Orders.suspendUrgently(id).then().statusCode(409).body("state", equalTo("SUSPENDED"));
        as("duncan", "decision-maker")
                .post("/orders/" + order + "/confirmation")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/duties-not-separated"));
        Orders.confirm(order, "carla").then().statusCode(200).body("status", equalTo("CONFIRMED"));
        Orders.answer(order, UUID.randomUUID()).then().body("outcome", equalTo("HEARD"));
        assertThat(Orders.told(id))
                .extracting("status")
                .containsExactly("PROPOSED", "IN_FORCE_UNCONFIRMED", "CONFIRMED");
    }

    @Test
    void it_falls_by_the_clock_before_anybody_writes_it_down() throws SQLException {
        String id = Orders.grantedCase();
        String order =
                Orders.suspendUrgently(id).then().statusCode(201).extract().path("id");
        ordering.fall();
        Orders.get(order).then().body("status", equalTo("IN_FORCE_UNCONFIRMED"));
        Orders.letPass(order, "confirm_by", "72 hours");
        Orders.get(order).then().body("status", equalTo("FALLEN"));
        Orders.confirm(order, "carla").then().statusCode(409).body("state", equalTo("FALLEN"));
        Orders.propose(id, "REINSTATE", "paul").then().statusCode(409).body("state", equalTo("ACTIVE"));
        ordering.fall();
        ordering.fall();
        assertThat(Orders.told(id)).extracting("status").containsExactly("IN_FORCE_UNCONFIRMED", "FALLEN");
        JsonPath fallen = Orders.get(order).jsonPath();
        assertThat(fallen.getString("endedAt")).isEqualTo(fallen.getString("confirmBy"));
        Orders.suspendUrgently(id).then().statusCode(201);
    }

    @Test
    void who_rejects_it_ends_it() {
        String id = Orders.grantedCase();
        String order = Orders.suspendUrgently(id).then().extract().path("id");
        Orders.reject(order, "carla")
                .then()
                .statusCode(200)
                .body("status", equalTo("REJECTED"))
                .body("endedAt", notNullValue());
        Orders.propose(id, "REINSTATE", "paul").then().statusCode(409).body("state", equalTo("ACTIVE"));
    }

    @Test
    void a_scheme_without_it_refuses_it() throws SQLException {
        String id = Orders.grantedCase();
        Orders.asOwner(
                "UPDATE case_file SET scheme_code = 'EU-GPAI', scheme_version = 1 WHERE id = '%s'".formatted(id));
        Orders.suspendUrgently(id).then().statusCode(409).body("type", equalTo("/problems/no-urgent-suspension"));
    }
}
