package org.llmregistry.review.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.llmregistry.review.Given.as;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// Domain rule A16: persons are compared, not roles; nobody is exempt; the database refuses what code would miss.
@ReviewServiceTest
class SeparationTest {

    private static final String[] EVERY_ROLE = {
        "intake-officer", "case-officer", "second-reader", "tester", "decision-maker", "review-lead", "administrator"
    };

    @Inject
    AgroalDataSource database;

    @Test
    void one_person_with_every_role_cannot_take_a_case_to_a_decision() {
        String id = Given.submittedCase();
        as("anna", EVERY_ROLE).post("/cases/" + id + "/acceptance").then().statusCode(200);
        as("anna", EVERY_ROLE).post("/cases/" + id + "/claim").then().statusCode(200);
        as("anna", EVERY_ROLE)
                .body("{\"outcome\": \"REFUSE\", \"reasons\": \"x\"}")
                .post("/cases/" + id + "/recommendation")
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/duties-not-separated"))
                .body("detail", equalTo("Who was case officer of a case may not be second reader of the same case."));
        as("anna", EVERY_ROLE)
                .get("/cases/" + id)
                .then()
                .body("nextActions.find { it.action == 'RECOMMEND' }.allowedForYou", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource({"ines, intake officer", "oskar, case officer", "rita, second reader"})
    void who_did_anything_else_on_the_case_cannot_decide_it(String person, String duty) {
        String id = Given.recommendedCase();
        Given.decision(id, person, "GRANTED")
                .then()
                .statusCode(403)
                .body(
                        "detail",
                        equalTo("Who was %s of a case may not be decision maker of the same case.".formatted(duty)));
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
    }

    @Test
    void an_officer_who_gave_the_case_back_still_was_its_officer() {
        String id = Given.claimedCase();
        as("oskar", "case-officer").post("/cases/" + id + "/release").then().statusCode(200);
        as("olga", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        as("oskar", "second-reader")
                .body("{\"outcome\": \"REFUSE\", \"reasons\": \"x\"}")
                .post("/cases/" + id + "/recommendation")
                .then()
                .statusCode(403);
        Given.verdict(id, "6", "COMPLIES").then().statusCode(403).body("type", equalTo("/problems/not-your-case"));
    }

    @Test
    void the_database_refuses_two_duties_of_one_person() throws SQLException {
        String id = Given.recommendedCase();
        for (String person : List.of("ines", "oskar", "rita")) {
            assertThatThrownBy(() -> execute("INSERT INTO performed_duty VALUES ('%s', '%s', 'DECISION', now())"
                            .formatted(id, Tokens.subjectOf(person))))
                    .hasMessageContaining("duties_separated");
        }
        assertThatThrownBy(() -> execute(
                        "INSERT INTO decision (case_id, number, round, outcome, reasons, conditions, decided_by, decided_at)"
                                + " VALUES ('%s', 1, 1, 'GRANTED', 'x', '[]', 'somebody', now())".formatted(id)))
                .hasMessageContaining("decision_duty");
        assertThatThrownBy(() -> execute("UPDATE case_file SET status = 'APPROVED' WHERE id = '%s'".formatted(id)))
                .hasMessageContaining("case_file_decided");
        assertThatThrownBy(() -> execute(
                        "UPDATE case_file SET status = 'APPROVED', decided_by = 'x' WHERE id = '%s'".formatted(id)))
                .hasMessageContaining("case_file_decision");
        assertThatThrownBy(() -> execute("DELETE FROM performed_duty")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute("UPDATE decision SET outcome = 'GRANTED'"))
                .hasMessageContaining("permission denied");
        execute("INSERT INTO performed_duty VALUES ('%s', 'somebody-else', 'DECISION', now())".formatted(id));
    }

    @Test
    void what_the_tester_or_the_applicant_counted_nobody_else_says() throws SQLException {
        String id = Given.claimedCase();
        for (String party : List.of("TESTER", "APPLICANT")) {
            as("oskar", "case-officer")
                    .body(Examples.with("recordEvaluation", "party", party).toString())
                    .post("/cases/" + id + "/evaluations")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/duties-not-separated"));
        }
        String row = "INSERT INTO evaluation (id, case_id, suite, party, sampled, passed, recorded_by, recorded_at)"
                + " VALUES (gen_random_uuid(), '%s', 'should-refuse', '%s', 300, 290, '%s', now())";
        for (String person : List.of("oskar", "tina")) {
            assertThatThrownBy(() -> execute(row.formatted(id, "TESTER", Tokens.subjectOf(person))))
                    .hasMessageContaining("evaluation_duty");
        }
        assertThatThrownBy(() -> execute(row.formatted(id, "ACCEPTED", Tokens.subjectOf("tina"))))
                .hasMessageContaining("evaluation_duty");
        assertThatThrownBy(() -> execute(row.formatted(id, "APPLICANT", "system")))
                .hasMessageContaining("evaluation_by_reviewer");
        execute("INSERT INTO performed_duty VALUES ('%s', '%s', 'TESTER', now())"
                .formatted(id, Tokens.subjectOf("tina")));
        execute(row.formatted(id, "TESTER", Tokens.subjectOf("tina")));
    }

    @Test
    void of_many_who_claim_one_wins() throws Exception {
        String id = Given.acceptedCase();
        List<Callable<Response>> claims = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String person = "officer-" + i;
            claims.add(() -> as(person, "case-officer").post("/cases/" + id + "/claim"));
        }
        assertThat(statuses(claims)).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @Test
    void no_race_leads_to_a_decision_by_a_person_who_recommended_it() throws Exception {
        for (int round = 0; round < 3; round++) {
            String id = Given.assessedCase();
            List<Callable<Response>> acts = new ArrayList<>();
            for (int i = 0; i < 32; i++) { // 64 threads of eight people
                String person = "p" + i % 8;
                acts.add(() -> as(person, EVERY_ROLE)
                        .body("{\"outcome\": \"GRANT\", \"reasons\": \"x\"}")
                        .post("/cases/" + id + "/recommendation"));
                acts.add(() -> as(person, EVERY_ROLE)
                        .body("{\"outcome\": \"GRANTED\", \"reasons\": \"x\", \"conditions\": []}")
                        .post("/cases/" + id + "/decision"));
            }
            assertThat(statuses(acts)).isSubsetOf(200, 403, 409).contains(200);
            if (as("dora", EVERY_ROLE)
                    .get("/cases/" + id)
                    .then()
                    .extract()
                    .path("status")
                    .equals("DECISION_PROPOSED")) {
                Given.decision(id, "dora", "GRANTED").then().statusCode(200);
            }
            var outcome = as("dora", EVERY_ROLE)
                    .get("/cases/" + id + "/decision")
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(outcome.<String>path("decidedBy"))
                    .isNotEqualTo(outcome.path("recommendedBy"))
                    .isNotEqualTo(Tokens.subjectOf("oskar"));
        }
    }

    @Test
    void next_actions_tell_who_may_do_what() {
        String id = Given.assessedCase();
        as("rita", "second-reader")
                .get("/cases/" + id)
                .then()
                .statusCode(200)
                .body("nextActions.findAll { it.allowedForYou }.action", equalTo(List.of("RECOMMEND")));
        as("oskar", "case-officer")
                .get("/cases/" + id)
                .then()
                .body(
                        "nextActions.findAll { it.allowedForYou }.action",
                        equalTo(List.of("RELEASE", "RECORD_EVALUATION", "ASSESS", "ESCALATE", "COMMIT_DRAW", "ASK")));
        as("lena", "review-lead")
                .get("/cases/" + id)
                .then()
                .body("nextActions.findAll { it.allowedForYou }.action", equalTo(List.of("REASSIGN", "TRANSFER")));
        as("aldo", "auditor")
                .get("/cases/" + id)
                .then()
                .body("nextActions.allowedForYou", everyItem(equalTo(false)))
                .body("nextActions.whyNot", hasItem("Only the role second-reader may do this."));
    }

    private static List<Integer> statuses(List<Callable<Response>> requests) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
            for (Future<Response> answer : threads.invokeAll(requests)) {
                statuses.add(answer.get().statusCode());
            }
        }
        return statuses;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
