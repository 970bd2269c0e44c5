package org.llmregistry.review.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.sampling.Draw;

@ReviewServiceTest
class SampleResourceTest {

    @Inject
    AgroalDataSource database;

    @Inject
    Sent sent;

    private final UUID application = UUID.randomUUID();

    @Test
    void the_digest_of_the_vendor_draws_the_items_and_the_report_opens_the_secret() throws SQLException {
        String id = Given.submittedCase(application);
        Given.accept(id);
        Given.assess(id);
        commit(id).then().statusCode(201).body("seed", nullValue()).body("items", nullValue());
        JsonPath told = new JsonPath(sent.messageBodies(application).getLast());
        assertThat(told.getString("commitment")).hasSize(64);
        assertThat(told.getString("seed")).isNull();
        disclose(id).then().statusCode(409).body("type", equalTo("/problems/bank-not-fixed"));
        assertThat(bank().path("outcome").toString()).isEqualTo("DRAWN");
        assertThat(bank().path("outcome").toString()).isEqualTo("TOO_LATE");
        JsonPath drawn = as("aldo", "auditor").get("/cases/" + id + "/draws/1").jsonPath();
        List<Long> items = drawn.getList("items", Long.class);
        assertThat(items).hasSize(1000).doesNotHaveDuplicates().allMatch(item -> item >= 1 && item <= 20_000);
        assertThat(sent.messages(application)).containsOnlyOnce("draw");

        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        assertThat(sent.messages(application)).filteredOn("draw"::equals).hasSize(2);
        JsonPath open = new JsonPath(sent.messageBodies(application).stream()
                .filter(body -> body.contains("\"seed\":\""))
                .findFirst()
                .orElseThrow());
        JsonPath logged = new JsonPath(sent.eventBodies(id).stream()
                .filter(body -> body.contains("draw.disclosed"))
                .findFirst()
                .orElseThrow());
        assertThat(logged.getString("data.seed")).isEqualTo(open.getString("seed"));
        assertThat(logged.getString("data.salt")).isEqualTo(open.getString("salt"));
        // what the vendor was told, with the bank that it knows
        assertThat(Draw.revealed(
                                new Draw.Secret(open.getString("seed"), open.getString("salt")),
                                told.getString("commitment"),
                                Examples.<ObjectNode>of("receiveBank")
                                        .get("bankDigest")
                                        .asText())
                        .items(20_000, told.getInt("size")))
                .isEqualTo(items);
        as("aldo", "auditor")
                .get("/cases/" + id + "/draws")
                .then()
                .body("disclosedAt", contains(notNullValue()))
                .body("items[0]", hasSize(1000));
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            Assertions.assertThatThrownBy(() -> statement.executeUpdate(
                            "UPDATE sample_draw SET size = 5 WHERE case_id = '%s'".formatted(id)))
                    .hasMessageContaining("on record");
        }
    }

    @Test
    void a_bank_that_comes_after_the_report_opens_the_secret_at_once() {
        String id = Given.submittedCase(application);
        Given.accept(id);
        Given.assess(id);
        commit(id).then().statusCode(201);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        assertThat(sent.messages(application)).filteredOn("draw"::equals).hasSize(1);
        assertThat(bank().path("outcome").toString()).isEqualTo("DRAWN");
        assertThat(sent.messageBodies(application).getLast()).contains("\"seed\":\"");
        as("aldo", "auditor").get("/cases/" + id + "/draws").then().body("disclosedAt", contains(notNullValue()));
        assertThat(sent.events(id)).endsWith("draw.made", "draw.disclosed");
    }

    @Test
    void one_draw_of_a_suite_is_open_at_a_time_and_another_needs_a_reason() {
        String id = Given.submittedCase(application);
        Given.accept(id);
        commit(id).then().statusCode(409).body("state", equalTo("ACCEPTED"));
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        as("olga", "case-officer")
                .body(Examples.of("commitDraw").toString())
                .post("/cases/" + id + "/draws")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/not-your-case"));
        commit(id, Examples.with("commitDraw", "suite", "content-saftey"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/suite"));
        String first = commit(id).then().statusCode(201).extract().path("commitment");
        commit(id).then().statusCode(409).body("type", equalTo("/problems/draw-open"));
        bank();
        commit(id).then().statusCode(400).body("errors.pointer", contains("/reason"));
        commit(id, Examples.with("commitDraw", "reason", "The sample was too small to tell."))
                .then()
                .statusCode(201)
                .body("number", equalTo(2))
                .body("commitment", not(equalTo(first)))
                .body("reason", equalTo("The sample was too small to tell."));
        disclose(id).then().statusCode(200).body("disclosedAt", notNullValue());
        disclose(id).then().statusCode(409).body("type", equalTo("/problems/drawn-already"));
    }

    @Test
    void who_has_a_conflict_draws_nothing() {
        String id = Given.claimedCase();
        as("oskar", "case-officer")
                .body(Map.of("caseId", id, "conflict", true, "nature", "HOLDING", "statement", "I hold shares of it."))
                .post("/conflict-declarations")
                .then()
                .statusCode(201);
        commit(id).then().statusCode(403).body("type", equalTo("/problems/conflict-of-interest"));
    }

    /// 31 risks of CN-2024, 65 answers each. 65 of 65 show a failing share under 10 % with a 31st of 5 % error:
    /// 0.9^65 = 0.00106 < 0.05 / 31. The whole passes with 1,995 of 2,015 while one risk fails by far.
    @Test
    void each_of_31_risks_under_a_share_of_the_whole_is_judged() {
        String id = Given.submittedCase(application, "CN-2024", "FILING", "INITIAL");
        Given.accept(id);
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        List<String> risks = new ArrayList<>();
        for (String parent : List.of("A.1:8", "A.2:9", "A.3:5", "A.4:7", "A.5:2")) {
            for (int i = 0; i < Integer.parseInt(parent.substring(4)); i++) {
                risks.add(parent.substring(0, 3) + "." + (char) ('a' + i));
            }
        }
        assertThat(risks).hasSize(31);
        risks.forEach(
                risk -> count(id, risk, risk.equals("A.3.c") ? 45 : 65).then().statusCode(200));
        as("aldo", "auditor")
                .get("/cases/" + id + "/thresholds")
                .then()
                .body("find { it.threshold.code == 'OUTPUT_MANUAL_PASS_MIN' }.result", equalTo("MET"))
                .body("find { it.threshold.code == 'OUTPUT_MANUAL_PASS_MIN' }.counts.passed", equalTo(1995));
        String manual = "findAll { it.threshold == 'OUTPUT_MANUAL_PASS_MIN' }";
        as("aldo", "auditor")
                .get("/cases/" + id + "/samples")
                .then()
                .statusCode(200)
                .body(manual + ".part", equalTo(risks))
                .body(manual + ".together.unique()", contains("REJECT"))
                .body(manual + ".findAll { it.verdict == 'REJECT' }.part", contains("A.3.c"))
                .body(manual + ".findAll { it.verdict == 'ACCEPT' }.size()", equalTo(30));
        count(id, "A.9.z", 65).then().statusCode(422).body("errors.pointer", contains("/countedFor"));
    }

    /// Features reference, section 6: 1,000 at 90 % accepts up to 100, soundly up to 84; 300 at 95 % up to 15,
    /// soundly 8.
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

    private static Response count(String id, String risk, int passed) {
        return as("oskar", "case-officer")
                .body(Map.of(
                        "suite",
                        "generated-manual",
                        "countedFor",
                        risk,
                        "party",
                        "ACCEPTED",
                        "sampled",
                        65,
                        "passed",
                        passed))
                .post("/cases/" + id + "/evaluations");
    }

    private static Response commit(String id) {
        return commit(id, Examples.of("commitDraw"));
    }

    private static Response commit(String id, ObjectNode command) {
        return as("oskar", "case-officer").body(command.toString()).post("/cases/" + id + "/draws");
    }

    private static Response disclose(String id) {
        return as("oskar", "case-officer").post("/cases/" + id + "/draws/1/disclosure");
    }

    private Response bank() {
        return Given.bank(application.toString(), 1);
    }
}
