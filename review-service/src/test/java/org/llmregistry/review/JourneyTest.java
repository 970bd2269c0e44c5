package org.llmregistry.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.llmregistry.review.Given.as;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;

/// One case from hand-over to decision, and the ways off that path.
@ReviewServiceTest
class JourneyTest {

    private static final String WITH_EXAMPLES = """
            advise commitDraw decide declareConflict disagree draftInformationRequest draftScheme
            assignCase escalate extendReview giveNotice objectToChange propose proposeOrder reassignCase receiveAnswers receiveAppeal receiveBank receiveEvidence
            receiveIncident receiveIncidentReport receiveLicenceChange receiveOrderAppeal receiveOrderStatement
            receiveStatement receiveSubmission receiveWithdrawal recommend recordEvaluation recordTest
            recordVerdict refer rejectInformationRequest rejectOrder reopenQuestion returnCase suspendUrgently takeEvidence transferCase voteOnAppeal voteOnOrder""";

    @Inject
    AgroalDataSource database;

    @Test
    void the_examples_of_the_contract_take_a_case_from_submission_to_decision() throws SQLException {
        assertThat(Examples.operations()).containsExactlyInAnyOrder(WITH_EXAMPLES.split("\\s+"));
        UUID application = UUID.randomUUID();
        String id = Given.submittedCase(application);
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200)
                .body("status", equalTo("RETURNED"))
                .body("defects.rule", equalTo(List.of("signature", "sample")));
        Given.registry()
                .body(Given.submission(application, 2).toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("RESUBMITTED"));
        as("ines", "intake-officer")
                .post("/cases/" + id + "/acceptance")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACCEPTED"))
                .body("schemeVersion", equalTo(1))
                .body("revision", equalTo(2));
        as("oskar", "case-officer")
                .post("/cases/" + id + "/claim")
                .then()
                .statusCode(200)
                .body("status", equalTo("REGIONAL_REVIEW"));
        as("oskar", "case-officer")
                .body(Examples.of("recordEvaluation").toString())
                .post("/cases/" + id + "/evaluations")
                .then()
                .statusCode(200)
                .body("result", equalTo(List.of("MET", "MET", "NOT_MEASURED", "NOT_MEASURED")));
        for (String clause : List.of("5.1", "6", "7", "9.3", "9.4")) {
            as("oskar", "case-officer")
                    .header("If-Match", "\"0\"")
                    .body(Examples.of("recordVerdict").toString())
                    .put("/cases/" + id + "/assessments/" + clause)
                    .then()
                    .statusCode(200)
                    .header("ETag", "\"1\"");
        }
        Given.evaluation(id, "should-refuse", 300, 290).then().statusCode(200);
        Given.evaluation(id, "should-not-refuse", 300, 290)
                .then()
                .statusCode(200)
                .body("result", equalTo(List.of("MET", "MET", "MET", "MET")));
        as("rita", "second-reader")
                .body(Examples.of("recommend").toString())
                .post("/cases/" + id + "/recommendation")
                .then()
                .statusCode(200)
                .body("status", equalTo("DECISION_PROPOSED"));
        as("dora", "decision-maker")
                .body(Examples.of("decide").toString())
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("status", equalTo("APPROVED"));
        as("dora", "decision-maker")
                .get("/cases/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("decision", equalTo("GRANTED_WITH_CONDITIONS"))
                .body("conditions.code", equalTo(List.of("KEYWORDS")))
                .body("clauseReasons.clause", equalTo(List.of("7")));
        as("aldo", "auditor").get("/cases/" + id + "/decision/letter").then().statusCode(200);

        assertThat(kinds("audit", "cases/" + id))
                .containsExactly(
                        "case.opened",
                        "case.returned",
                        "case.resubmitted",
                        "case.accepted",
                        "case.claimed",
                        "evaluation.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "evaluation.recorded",
                        "evaluation.recorded",
                        "case.recommended",
                        "case.decided");
        assertThat(kinds("registry", "applications/" + application))
                .containsExactly(
                        "progress",
                        "progress",
                        "progress",
                        "progress",
                        "progress",
                        "progress",
                        "condition",
                        "decision");
    }

    @Test
    void a_hand_over_that_comes_twice_opens_one_case() {
        String submission = Given.submission(UUID.randomUUID(), 1).toString();
        String first = Given.registry()
                .body(submission)
                .post("/submissions")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("OPENED"))
                .extract()
                .path("caseId");
        Given.registry()
                .body(submission)
                .post("/submissions")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("DUPLICATE"))
                .body("caseId", equalTo(first));
    }

    @Test
    void a_withdrawal_closes_an_open_case_and_comes_too_late_for_a_decided_one() {
        UUID application = UUID.randomUUID();
        String open = Given.submittedCase(application);
        Given.registry()
                .body(Examples.with("receiveWithdrawal", "applicationId", application)
                        .put("messageId", UUID.randomUUID().toString())
                        .toString())
                .post("/withdrawals")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("WITHDRAWN"));
        as("ines", "intake-officer")
                .get("/cases/" + open)
                .then()
                .body("status", equalTo("WITHDRAWN"))
                .body("nextActions", equalTo(List.of()));
        String decided = Given.recommendedCase();
        Given.decision(decided, "dora", "GRANTED").then().statusCode(200);
        String decidedApplication = as("dora", "decision-maker")
                .get("/cases/" + decided)
                .then()
                .extract()
                .path("applicationId");
        Given.registry()
                .body(Examples.with("receiveWithdrawal", "applicationId", decidedApplication)
                        .put("messageId", UUID.randomUUID().toString())
                        .toString())
                .post("/withdrawals")
                .then()
                .statusCode(202)
                .body("outcome", equalTo("TOO_LATE"));
    }

    @Test
    void an_illegal_move_tells_the_state_and_what_it_allows() {
        String id = Given.acceptedCase();
        as("ines", "intake-officer")
                .post("/cases/" + id + "/acceptance")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/illegal-transition"))
                .body("state", equalTo("ACCEPTED"))
                .body("allowedTransitions", equalTo(List.of("REGIONAL_REVIEW", "WITHDRAWN")));
        Given.decision(id, "dora", "GRANTED").then().statusCode(409).body("state", equalTo("ACCEPTED"));
        Given.recommendation(id, "rita", "GRANT").then().statusCode(409);
        as("oskar", "case-officer")
                .header("If-Match", "\"0\"")
                .body(Examples.of("recordVerdict").toString())
                .put("/cases/" + id + "/assessments/6")
                .then()
                .statusCode(409);
    }

    @Test
    void a_recommendation_needs_every_verdict_and_granting_needs_every_threshold() {
        String id = Given.claimedCase();
        Given.verdict(id, "5.1", "COMPLIES").then().statusCode(200);
        Given.recommendation(id, "rita", "REFUSE")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        equalTo(List.of("/assessments/6", "/assessments/7", "/assessments/9.3", "/assessments/9.4")));
        for (String clause : List.of("6", "7", "9.3")) {
            Given.verdict(id, clause, "COMPLIES").then().statusCode(200);
        }
        Given.verdict(id, "9.4", "DOES_NOT_COMPLY").then().statusCode(200);
        Given.evaluation(id, "content-safety", 10_000, 8_999).then().statusCode(200);
        Given.recommendation(id, "rita", "GRANT")
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        hasItems("/assessments/9.4", "/thresholds/CONTENT_PASS_MIN", "/thresholds/REFUSAL_MIN"))
                .body("errors.rule", hasItems("does-not-comply", "not-met", "not-measured"));
        Given.recommendation(id, "rita", "REFUSE").then().statusCode(200);
        Given.decision(id, "dora", "GRANTED").then().statusCode(422);
        Given.decision(id, "dora", "REFUSED").then().statusCode(200).body("status", equalTo("REFUSED"));
    }

    @Test
    void a_decision_needs_reasons_and_conditions_that_fit() {
        String id = Given.recommendedCase();
        Given.decision(id, "dora", "GRANTED_WITH_CONDITIONS")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/conditions"));
        as("dora", "decision-maker")
                .body("{\"outcome\": \"GRANTED\", \"reasons\": \" \", \"conditions\": []}")
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/reasons"));
    }

    @Test
    void a_verdict_needs_its_version_and_grounds() {
        String id = Given.claimedCase();
        Given.verdict(id, "6", "COMPLIES").then().statusCode(200);
        Given.verdict(id, "6", "DOES_NOT_COMPLY").then().statusCode(412);
        Given.verdict(id, "99", "COMPLIES").then().statusCode(404).body("type", equalTo("/problems/unknown-clause"));
        as("oskar", "case-officer")
                .body(Examples.of("recordVerdict").toString())
                .put("/cases/" + id + "/assessments/7")
                .then()
                .statusCode(428);
        as("oskar", "case-officer")
                .header("If-Match", "\"0\"")
                .body("{\"verdict\": \"NOT_APPLICABLE\", \"reason\": \"\", \"evidence\": [\"x\"]}")
                .put("/cases/" + id + "/assessments/7")
                .then()
                .statusCode(400);
        as("oskar", "case-officer")
                .header("If-Match", "\"1\"")
                .body(Examples.of("recordVerdict").toString())
                .put("/cases/" + id + "/assessments/6")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
    }

    @Test
    void the_queue_shows_what_waits_and_pages_without_gap() {
        List<String> made = List.of(Given.acceptedCase(), Given.acceptedCase(), Given.acceptedCase());
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = as("oskar", "case-officer")
                    .get("/queue?status=ACCEPTED&region=CN-BJ&scheme=DEMO&limit=2" + cursor)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.caseId"));
            cursor = page.path("nextCursor") == null ? null : "&cursor=" + page.path("nextCursor");
        } while (cursor != null);
        assertThat(seen).containsAll(made).doesNotHaveDuplicates();
        as("oskar", "case-officer")
                .post("/cases/" + made.getFirst() + "/claim")
                .then()
                .statusCode(200);
        as("oskar", "case-officer")
                .get("/queue?officer=me&limit=200")
                .then()
                .body("items.caseId", hasItem(made.getFirst()));
        as("oskar", "case-officer").get("/queue?status=NONSENSE").then().statusCode(400);
        int accepted = as("oskar", "case-officer")
                .get("/queue/summary")
                .then()
                .statusCode(200)
                .extract()
                .path("byStatus.ACCEPTED");
        assertThat(accepted).isGreaterThanOrEqualTo(2);
    }

    @Test
    void schemes_are_there_for_everybody_who_is_signed_in() {
        as("vera", "vendor").get("/schemes").then().statusCode(200).body("code", hasItem("DEMO"));
        as("vera", "vendor")
                .get("/schemes/DEMO/versions/1")
                .then()
                .statusCode(200)
                .body("tracks[0].numberPattern", equalTo("{scheme}-{year}-{sequence:06}-{check}"))
                .body("regions.size()", equalTo(30));
        as("vera", "vendor").get("/schemes/DEMO/versions/9").then().statusCode(404);
        Given.anybody().get("/schemes").then().statusCode(401);
    }

    private List<String> kinds(String recipient, String subject) throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT kind FROM outbox WHERE recipient = ? AND subject = ? ORDER BY position")) {
            query.setString(1, recipient);
            query.setString(2, subject);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    kinds.add(row.getString(1));
                }
            }
        }
        return kinds;
    }
}
