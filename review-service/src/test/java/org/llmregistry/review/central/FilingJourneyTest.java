package org.llmregistry.review.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// A filing under CN-2024 with its real thresholds: region, tester, centre, decision.
@ReviewServiceTest
class FilingJourneyTest {

    private static final List<String> DRAWN = List.of(
            "generated-manual", "generated-keyword", "generated-classifier", "should-refuse", "should-not-refuse");
    private static final List<String> CLAUSES =
            List.of("5.1", "5.2", "5.3", "6", "7", "8.1", "8.2", "8.3", "8.4", "9.1", "9.2", "9.3", "9.4", "FORM");

    @Test
    void a_filing_passes_region_tester_centre_and_decision() {
        String id = claimed();
        everyVerdict(id);
        recommend(id).then().statusCode(422).body("errors.rule", contains("tested"));
        as("oskar", "case-officer")
                .post("/cases/" + id + "/testing")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/bank-not-fixed"))
                .body("errors.rule", contains("drawn", "drawn", "drawn", "drawn", "drawn"));
        fixBanks(id);
        as("oskar", "case-officer")
                .post("/cases/" + id + "/testing")
                .then()
                .statusCode(200)
                .body("status", equalTo("TESTING"));
        test(id, "oskar").then().statusCode(403).body("type", equalTo("/problems/duties-not-separated"));
        test(id, "tina").then().statusCode(200).body("status", equalTo("REGIONAL_REVIEW"));
        as("aldo", "auditor")
                .get("/cases/" + id + "/evaluations")
                .then()
                .body("find { it.suite == 'should-refuse' }.counts.party", contains("TESTER"))
                .body("find { it.suite == 'should-refuse' }.counts[0].recordedBy", equalTo(Tokens.subjectOf("tina")));
        everyCount(id);
        as("oskar", "case-officer")
                .get("/cases/" + id + "/thresholds")
                .then()
                .statusCode(200)
                .body("result.unique()", contains("MET"))
                .body("size()", equalTo(29))
                .body("find { it.threshold.code == 'KEYWORDS_PER_A1_MIN' }.each.size()", equalTo(8))
                .body("find { it.threshold.code == 'NONREFUSALBANK_PER_ASPECT_MIN' }.each.size()", equalTo(13))
                .body(
                        "find { it.threshold.code == 'CORPUS_SOURCE_ILLEGAL_SHARE_MAX' }.each.code",
                        contains("Books", "Web"));

        recommend(id).then().statusCode(200).body("status", equalTo("CENTRAL_REVIEW"));
        centre("cora", id, "referral", Examples.of("refer"))
                .then()
                .statusCode(200)
                .body("status", equalTo("REGIONAL_REVIEW"));
        recommend(id).then().statusCode(200).body("status", equalTo("CENTRAL_REVIEW"));
        centre("cora", id, "referral", Examples.of("refer"))
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/referred-already"));
        centre("cora", id, "proposal", Examples.of("propose"))
                .then()
                .statusCode(200)
                .body("status", equalTo("DECISION_PROPOSED"));

        // the decision maker disagrees; neither of the two may change places
        as("dora", "decision-maker")
                .body(Examples.of("disagree").toString())
                .post("/cases/" + id + "/disagreement")
                .then()
                .statusCode(200)
                .body("status", equalTo("CENTRAL_REVIEW"));
        centre("dora", id, "proposal", Examples.of("propose")).then().statusCode(403);
        centre("carl", id, "proposal", Examples.of("propose")).then().statusCode(200);
        for (String person : List.of("cora", "carl", "tina", "ines", "oskar", "rita")) {
            Given.decision(id, person, "GRANTED").then().statusCode(403);
        }
        Given.decision(id, "dora", "GRANTED").then().statusCode(200).body("status", equalTo("APPROVED"));
    }

    @Test
    void one_risk_with_too_few_keywords_stands_against_granting() {
        String id = claimed();
        everyCount(id);
        count(id, "keyword-library", "A.1.d", 199, 199, null);
        as("oskar", "case-officer")
                .get("/cases/" + id + "/thresholds")
                .then()
                .body("findAll { it.result == 'NOT_MET' }.threshold.code", contains("KEYWORDS_PER_A1_MIN"))
                .body(
                        "find { it.threshold.code == 'KEYWORDS_PER_A1_MIN' }.each.findAll { it.result == 'NOT_MET' }.code",
                        contains("A.1.d"));
        everyVerdict(id);
        fixBanks(id);
        as("oskar", "case-officer").post("/cases/" + id + "/testing").then().statusCode(200);
        test(id, "tina").then().statusCode(200);
        recommend(id)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/thresholds/KEYWORDS_PER_A1_MIN"))
                .body("errors.rule", contains("not-met"));
    }

    @Test
    void a_corpus_source_over_its_limit_is_flagged_by_the_applicants_count_until_another_is_accepted() {
        String id = claimed(submission(51));
        flags(id)
                .then()
                .body("name", contains("Web"))
                .body("kind", contains("OVER_LIMIT"))
                .body("pointer", contains("/corpus/1"));
        count(id, "corpus-source", "Web", 2000, 1900, null);
        flags(id).then().body("size()", equalTo(0));
        count(id, "corpus-source", "Web", 2000, 1899, null);
        flags(id).then().body("name", contains("Web"));
    }

    @Test
    void what_can_be_done_fits_the_track() {
        String filing = claimed();
        actions(filing).then().body("nextActions.action", not(hasItem("SEND_TO_TEST"))); // its banks are not fixed
        Given.drawnBanks(filing, actions(filing).path("applicationId"), DRAWN);
        actions(filing).then().body("nextActions.action", hasItem("SEND_TO_TEST"));
        actions(Given.claimedCase()).then().body("nextActions.action", not(hasItem("SEND_TO_TEST")));
        as("oskar", "case-officer")
                .post("/cases/" + Given.claimedCase() + "/testing")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/step-not-on-track"));
    }

    @Test
    void one_level_has_no_centre() {
        String id = Given.recommendedCase();
        as("dora", "decision-maker")
                .body(Examples.of("disagree").toString())
                .post("/cases/" + id + "/disagreement")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/step-not-on-track"));
        centre("cora", id, "proposal", Examples.of("propose"))
                .then()
                .statusCode(409)
                .body("state", equalTo("DECISION_PROPOSED"))
                .body("allowedTransitions", hasItems("APPROVED", "REFUSED"));
    }

    private static Response actions(String id) {
        return as("oskar", "case-officer").get("/cases/" + id);
    }

    private static void fixBanks(String id) {
        Given.drawnBanks(id, actions(id).path("applicationId"), DRAWN);
    }

    private static Response flags(String id) {
        return as("oskar", "case-officer").get("/cases/" + id + "/corpus-flags");
    }

    private static Response recommend(String id) {
        return Given.recommendation(id, "rita", "GRANT");
    }

    private static Response centre(String person, String id, String step, ObjectNode body) {
        return as(person, "central-reviewer").body(body.toString()).post("/cases/" + id + "/" + step);
    }

    private static Response test(String id, String person) {
        return as(person, "tester").body(Examples.of("recordTest").toString()).post("/cases/" + id + "/test-results");
    }

    private static ObjectNode submission(int rejected) {
        ObjectNode submission = Given.submission(UUID.randomUUID(), 1);
        submission.put("schemeCode", "CN-2024").put("track", "FILING");
        ObjectNode dossier = new ObjectMapper().createObjectNode();
        dossier.withArray("corpus")
                .addObject()
                .put("name", "Books")
                .put("sampled", 1000)
                .put("rejected", 0);
        dossier.withArray("corpus")
                .addObject()
                .put("name", "Web")
                .put("sampled", 1000)
                .put("rejected", rejected);
        submission.set("dossier", dossier);
        return submission;
    }

    private static String claimed() {
        return claimed(submission(50));
    }

    private static String claimed(ObjectNode submission) {
        String id = Given.registry()
                .body(submission.toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        return id;
    }

    private static void everyVerdict(String id) {
        CLAUSES.forEach(clause -> Given.verdict(id, clause, "COMPLIES").then().statusCode(200));
    }

    /// At the limit everywhere.
    private static void everyCount(String id) {
        count(id, "corpus-manual", null, 4000, 3840, null);
        count(id, "corpus-technical", null, 100_000, 98_000, 1_000_000L);
        count(id, "keyword-refresh", null, 7, 7, null);
        count(id, "content-bank-refresh", null, 31, 31, null);
        count(id, "keyword-library", null, 10_000, 10_000, null);
        count(id, "content-bank", null, 2000, 2000, null);
        count(id, "should-refuse-bank", null, 500, 500, null);
        count(id, "should-not-refuse-bank", null, 500, 500, null);
        for (String suite : List.of("generated-manual", "generated-keyword", "generated-classifier")) {
            count(id, suite, null, 1000, 900, null);
        }
        count(id, "should-refuse", null, 300, 285, null);
        count(id, "should-not-refuse", null, 300, 285, null);
        count(id, "classifier-coverage", null, 31, 31, null);
        count(id, "overseas-corpus", null, 100, 70, null);
        risks("A.1", 8).forEach(risk -> {
            count(id, "keyword-library", risk, 200, 200, null);
            count(id, "content-bank", risk, 50, 50, null);
            count(id, "should-refuse-bank", risk, 20, 20, null);
        });
        risks("A.2", 9).forEach(risk -> {
            count(id, "keyword-library", risk, 100, 100, null);
            count(id, "content-bank", risk, 50, 50, null);
            count(id, "should-refuse-bank", risk, 20, 20, null);
        });
        for (String risk : List.of("A.3:5", "A.4:7", "A.5:2")) {
            risks(risk.substring(0, 3), Integer.parseInt(risk.substring(4)))
                    .forEach(each -> count(id, "content-bank", each, 20, 20, null));
        }
        for (String aspect : List.of(
                "system",
                "belief",
                "image",
                "culture",
                "customs",
                "ethnicity",
                "geography",
                "history",
                "heroes",
                "gender",
                "age",
                "occupation",
                "health")) {
            count(id, "should-not-refuse-bank", "ASPECT." + aspect, 20, 20, null);
        }
    }

    private static List<String> risks(String parent, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> parent + "." + (char) ('a' + i))
                .toList();
    }

    private static void count(String id, String suite, String countedFor, long sampled, long passed, Long population) {
        Map<String, Object> counts =
                new HashMap<>(Map.of("suite", suite, "party", "ACCEPTED", "sampled", sampled, "passed", passed));
        if (countedFor != null) {
            counts.put("countedFor", countedFor);
        }
        if (population != null) {
            counts.put("population", population);
        }
        assertThat(as("oskar", "case-officer")
                        .body(counts)
                        .post("/cases/" + id + "/evaluations")
                        .statusCode())
                .isEqualTo(200);
    }
}
