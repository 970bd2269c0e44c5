package org.llmregistry.review.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.llmregistry.review.Given.as;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// Adding and changing a scheme needs no code.
@ReviewServiceTest
class SchemeDraftResourceTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private final String code =
            "S-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);

    @Test
    void a_scheme_is_drafted_published_by_another_person_and_a_case_runs_under_it() {
        String draft = drafted(demo(1, TODAY));
        as("lena", "review-lead", "decision-maker")
                .post("/schemes/drafts/" + draft + "/publication")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/duties-not-separated"));
        publish(draft).then().statusCode(200).body("publishedBy", equalTo(Tokens.subjectOf("dora")));
        publish(draft).then().statusCode(409);
        as("lena", "review-lead").get("/schemes").then().statusCode(200).body("code", hasItem(code));

        String id = granted();
        as("dora", "decision-maker")
                .get("/cases/" + id)
                .then()
                .body("schemeCode", equalTo(code))
                .body("schemeVersion", equalTo(1))
                .body("status", equalTo("APPROVED"));
    }

    @Test
    void a_newer_version_reports_the_licences_that_it_would_fail_and_changes_none() {
        publish(drafted(demo(1, TODAY))).then().statusCode(200);
        String granted = granted();
        String stricter = demo(2, TODAY.plusYears(1))
                .replace("value: 90, unit: \"PERCENT\"", "value: 97, unit: \"PERCENT\"")
                .replace("clauses:\n", "clauses:\n  - {code: \"10\", text: \"Minors are protected.\"}\n");
        publish(drafted(stricter)).then().statusCode(200);
        as("lena", "review-lead")
                .get("/schemes/" + code + "/versions/2/impact")
                .then()
                .statusCode(200)
                .body("checked", equalTo(1))
                .body("failing", equalTo(1))
                .body("cases.caseId", equalTo(List.of(granted)))
                .body("cases[0].findings.pointer", equalTo(List.of("/assessments/10", "/thresholds/CONTENT_PASS_MIN")));
        as("lena", "review-lead")
                .get("/schemes/" + code + "/versions/1/impact")
                .then()
                .body("checked", equalTo(0));
        as("dora", "decision-maker").get("/cases/" + granted).then().body("schemeVersion", equalTo(1));
        // not in force yet: a new case is accepted under the version that is
        assertThat(accepted().<Integer>path("schemeVersion")).isEqualTo(1);
    }

    @Test
    void a_version_can_neither_be_skipped_nor_repeated_nor_reach_into_the_past() {
        String second = drafted(demo(2, TODAY));
        publish(second).then().statusCode(409).body("errors[0].pointer", equalTo("/version"));
        publish(drafted(demo(1, TODAY.minusDays(1))))
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/effectiveFrom"));
        String first = drafted(demo(1, TODAY));
        String same = drafted(demo(1, TODAY));
        publish(first).then().statusCode(200);
        publish(same).then().statusCode(409).body("type", equalTo("/problems/scheme-published"));
        publish(second).then().statusCode(200);
    }

    @Test
    void what_is_wrong_is_said_at_once_and_nothing_is_kept() {
        draft("just words").then().statusCode(422).body("type", equalTo("/problems/invalid-scheme"));
        draft(demo(1, TODAY).replace("clause: \"9.3\"", "clause: \"9.9\"").replace("maxRounds: 3", "maxRounds: -3"))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/informationRequests/maxRounds")));
        draft(demo(1, TODAY).replace("clause: \"9.3\"", "clause: \"9.9\""))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/thresholds/0/clause", "/thresholds/1/clause")));
        as("lena", "review-lead")
                .get("/schemes/drafts")
                .then()
                .statusCode(200)
                .body("findAll { it.code == '%s' }.size()".formatted(code), equalTo(0));
    }

    @Test
    void silence_has_an_effect_that_fits_its_clock() {
        draft(demo(1, TODAY).replace("onOverrun: ALARM", "onOverrun: DEEMED_APPROVED"))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/clocks/0/onOverrun")));
        draft(demo(1, TODAY).replace("onOverrun: DEEMED_APPROVED", "onOverrun: DEEMED_ACCEPTED"))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/clocks/1/onOverrun")));
    }

    @Test
    void grace_needs_its_days() {
        draft(demo(1, TODAY).replace(", graceDays: 30", ""))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/lineage/graceDays")));
    }

    @Test
    void an_overdue_condition_is_a_ground_of_some_sanction() {
        draft(demo(1, TODAY).replace("overdueGround: OVERDUE_CONDITION", "overdueGround: NO_SUCH_GROUND"))
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/conditions/overdueGround")));
    }

    @Test
    void a_draft_is_read_as_it_was_written() {
        String text = demo(1, TODAY);
        assertThat(as("aud", "auditor")
                        .accept("application/yaml")
                        .get("/schemes/drafts/" + drafted(text) + "/content")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(text);
    }

    @Test
    void an_office_that_is_not_competent_for_the_track_transfers_the_case_before_accepting_it() {
        publish(drafted(demo(1, TODAY).replace("localName: \"北京市\"}", "localName: \"北京市\", competentFor: []}")))
                .then()
                .statusCode(200);
        String id = submitted();
        accept(id).then().statusCode(409).body("type", equalTo("/problems/office-not-competent"));
        as("lena", "review-lead")
                .body(Examples.of("transferCase").toString())
                .post("/cases/" + id + "/transfer")
                .then()
                .statusCode(200)
                .body("office", equalTo("CN-SH"));
        accept(id).then().statusCode(200).body("status", equalTo("ACCEPTED"));
    }

    private String demo(int version, LocalDate effectiveFrom) {
        return Shipped.text("DEMO")
                .replace("code: DEMO\n", "code: %s\n".formatted(code))
                .replace("version: 1\n", "version: %d\n".formatted(version))
                .replace("effectiveFrom: 2026-01-01", "effectiveFrom: " + effectiveFrom);
    }

    private static Response draft(String text) {
        return as("lena", "review-lead")
                .contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/schemes/drafts");
    }

    private static String drafted(String text) {
        return draft(text).then().statusCode(201).extract().path("id");
    }

    private static Response publish(String draft) {
        return as("dora", "decision-maker").post("/schemes/drafts/" + draft + "/publication");
    }

    private Response accepted() {
        return accept(submitted());
    }

    private String submitted() {
        return Given.registry()
                .body(Given.submission(UUID.randomUUID(), 1)
                        .put("schemeCode", code)
                        .toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
    }

    private static Response accept(String id) {
        return as("ines", "intake-officer").post("/cases/" + id + "/acceptance");
    }

    private String granted() {
        String id = accepted().then().statusCode(200).extract().path("id");
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        as("dora", "decision-maker")
                .body(Map.of("outcome", "GRANTED", "reasons", "As recommended.", "conditions", List.of()))
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(200);
        return id;
    }
}
