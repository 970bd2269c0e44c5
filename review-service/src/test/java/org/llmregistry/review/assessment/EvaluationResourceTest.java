package org.llmregistry.review.assessment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;

/// The applicant's, the tester's and the accepted count side by side; what the system notices about the corpus.
@ReviewServiceTest
class EvaluationResourceTest {

    @Test
    void what_the_applicant_said_stands_beside_what_is_accepted() {
        String id = claimed("DEMO");
        Given.evaluation(id, "should-refuse", 300, 288).then().statusCode(200);
        Given.evaluation(id, "should-refuse", 300, 287).then().statusCode(200);
        as("aldo", "auditor")
                .get("/cases/" + id + "/evaluations")
                .then()
                .statusCode(200)
                .body("suite", contains("should-not-refuse", "should-refuse"))
                .body("countedFor", contains("A.1", null))
                .body("[1].counts.party", contains("APPLICANT", "ACCEPTED", "ACCEPTED"))
                .body("[1].counts.counts.passed", contains(291, 287, 288))
                .body("[1].counts.recordedBy", contains(null, Tokens.subjectOf("oskar"), Tokens.subjectOf("oskar")));
        as("aldo", "auditor")
                .get("/cases/" + id + "/thresholds")
                .then()
                .body("find { it.threshold.code == 'REFUSAL_MIN' }.counts.passed", equalTo(287))
                .body("find { it.threshold.code == 'OVER_REFUSAL_MAX' }.result", equalTo("NOT_MEASURED"));
    }

    @Test
    void a_count_that_no_rule_asks_for_is_refused_with_what_there_is() {
        String id = claimed("DEMO");
        Given.evaluation(id, "should-refuze", 300, 288)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/unknown-suite"))
                .body("errors.pointer", contains("/suite"))
                .body("errors.detail", contains("One of content-safety, should-refuse, should-not-refuse"));
        as("oskar", "case-officer")
                .body(Examples.with("recordEvaluation", "countedFor", "A.1.a").toString())
                .post("/cases/" + id + "/evaluations")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/countedFor"));
        as("oskar", "case-officer")
                .body(Examples.with("recordEvaluation", "countedFor", "Web").toString())
                .post("/cases/" + id + "/evaluations")
                .then()
                .statusCode(200);
    }

    @Test
    void a_blocked_source_is_flagged_in_whatever_letters_and_stands_against_granting() {
        String code = Rules.demoWith(text -> text.replace(
                "blockedSources:\n",
                "blockedSources:\n  - {name: \"web crawl\", reason: \"Court order of May.\", since: 2026-05-01}\n"));
        String id = claimed(code);
        as("aldo", "auditor")
                .get("/cases/" + id + "/corpus-flags")
                .then()
                .statusCode(200)
                .body("kind", contains("BLOCKED"))
                .body("pointer", contains("/corpus/1"))
                .body("name", contains("ＷＥＢ Crawl 2025"))
                .body("detail", contains("Blocked since 2026-05-01: Court order of May."));
        for (String clause : new String[] {"5.1", "6", "7", "9.3", "9.4"}) {
            Given.verdict(id, clause, "COMPLIES").then().statusCode(200);
        }
        Given.evaluation(id, "content-safety", 1000, 962).then().statusCode(200);
        Given.evaluation(id, "should-refuse", 300, 290).then().statusCode(200);
        Given.evaluation(id, "should-not-refuse", 300, 290).then().statusCode(200);
        Given.recommendation(id, "rita", "GRANT")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/corpus/1"))
                .body("errors.rule", contains("blocked-source"));
    }

    private static String claimed(String scheme) {
        ObjectNode submission = Given.submission(UUID.randomUUID(), 1).put("schemeCode", scheme);
        ObjectNode dossier = submission.putObject("dossier");
        run(dossier, "should-refuse", "ALL", 300, 291);
        run(dossier, "should-not-refuse", "A.1", 300, 290);
        run(dossier, "content-safety", "ALL", 10, 11); // can't have been
        dossier.withArray("corpus").addObject().put("name", "Web");
        dossier.withArray("corpus").addObject().put("name", "ＷＥＢ Crawl 2025");
        String id = Given.registry()
                .body(submission.toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
        Given.accept(id);
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        return id;
    }

    private static void run(ObjectNode dossier, String bank, String scope, int drawn, int passed) {
        dossier.withArray("evaluations")
                .addObject()
                .put("bank", bank)
                .put("scope", scope)
                .put("drawn", drawn)
                .put("passed", passed);
    }
}
