package org.llmregistry.review.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.sampling.Draw;

@ReviewServiceTest
class SampleResourceTest {

    @Inject
    AgroalDataSource database;

    @Test
    void a_draw_is_committed_before_the_bank_is_known_and_can_be_repeated_by_anybody() throws SQLException {
        String id = Given.claimedCase();
        JsonPath committed = commit(id)
                .then()
                .statusCode(201)
                .body("seed", nullValue())
                .body("items", nullValue())
                .extract()
                .jsonPath();
        ObjectNode bank = Examples.of("drawSample");
        JsonPath drawn = draw(id, 1, bank).then().statusCode(200).extract().jsonPath();
        assertThat(drawn.getString("commitment")).isEqualTo(committed.getString("commitment"));
        List<Long> items = drawn.getList("items", Long.class);
        assertThat(items).hasSize(1000).doesNotHaveDuplicates().allMatch(item -> item >= 1 && item <= 20_000);
        assertThat(Draw.revealed(
                                new Draw.Secret(drawn.getString("seed"), drawn.getString("salt")),
                                committed.getString("commitment"),
                                bank.get("bankDigest").asText())
                        .items(20_000, 1000))
                .isEqualTo(items);
        draw(id, 1, bank.put("size", 999)).then().statusCode(409).body("type", equalTo("/problems/drawn-already"));
        assertThat(as("aud", "auditor")
                        .get("/cases/" + id + "/draws/1")
                        .jsonPath()
                        .getList("items", Long.class))
                .isEqualTo(items);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            Assertions.assertThatThrownBy(() -> statement.executeUpdate(
                            "UPDATE sample_draw SET size = 5 WHERE case_id = '%s'".formatted(id)))
                    .hasMessageContaining("on record");
        }
    }

    @Test
    void a_second_draw_has_a_secret_of_its_own() {
        String id = Given.claimedCase();
        String first = commit(id).path("commitment");
        commit(id).then().statusCode(201).body("number", equalTo(2));
        assertThat(as("aud", "auditor").get("/cases/" + id + "/draws/2").<String>path("commitment"))
                .isNotEqualTo(first);
        draw(id, 3, Examples.of("drawSample")).then().statusCode(404);
        draw(id, 2, Examples.<ObjectNode>of("drawSample").put("size", 20_001))
                .then()
                .statusCode(400);
    }

    /// Features reference, section 6: 1,000 at 90 % accepts up to 100, soundly up to 84; 300 at 95 % up to 15, soundly
    // 8.
    @Test
    void beside_the_rule_of_the_scheme_stands_what_the_sample_really_shows() {
        String id = Given.claimedCase();
        Given.evaluation(id, "content-safety", 1000, 916).then().statusCode(200);
        Given.evaluation(id, "should-refuse", 300, 285).then().statusCode(200);
        Given.evaluation(id, "should-not-refuse", 300, 200).then().statusCode(200);
        JsonPath samples = as("rita", "second-reader")
                .get("/cases/" + id + "/samples")
                .then()
                .statusCode(200)
                .body("threshold", contains("CONTENT_PASS_MIN", "REFUSAL_MIN", "OVER_REFUSAL_MAX"))
                .body("verdict", contains("ACCEPT", "SAMPLE_TOO_SMALL", "REJECT"))
                .body("schemeAccepts", contains(true, true, false))
                .body("soundAcceptsUpTo", contains(84, 8, 8))
                .extract()
                .jsonPath();
        assertThat(samples.getDouble("[0].schemeAcceptsAtLimit")).isCloseTo(0.527, Assertions.within(0.0005));
        assertThat(samples.getDouble("[1].schemeAcceptsAtLimit")).isCloseTo(0.568, Assertions.within(0.0005));
        assertThat(samples.getDouble("[1].schemeAcceptsBad")).isCloseTo(0.414, Assertions.within(0.0005));
    }

    private static Response commit(String id) {
        return as("oskar", "case-officer")
                .body(Examples.of("commitDraw").toString())
                .post("/cases/" + id + "/draws");
    }

    private static Response draw(String id, int number, ObjectNode bank) {
        return as("oskar", "case-officer").body(bank.toString()).post("/cases/" + id + "/draws/" + number + "/items");
    }
}
