package org.llmregistry.review.appeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;

/// A decision before a panel of two who had no part in the case.
@ReviewServiceTest
class AppealTest {

    @Inject
    AgroalDataSource database;

    private final UUID application = UUID.randomUUID();

    @Test
    void one_vote_has_no_effect_and_two_that_agree_replace_the_refusal() throws SQLException {
        List<Integer> before = figures();
        String id = refused();
        lodge().then().statusCode(202).body("outcome", equalTo("LODGED"));
        vote(id, "anna", "REPLACED").then().statusCode(200).body("status", equalTo("UNDER_APPEAL"));
        vote(id, "arne", "REPLACED").then().statusCode(200).body("status", equalTo("APPROVED"));
        as("aldo", "auditor")
                .get("/cases/" + id + "/appeal")
                .then()
                .statusCode(200)
                .body("outcome", contains("REPLACED"))
                .body("against", contains("REFUSED"))
                .body("[0].votes.member", contains(Tokens.subjectOf("anna"), Tokens.subjectOf("arne")));
        as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .body("decision", equalTo("GRANTED"))
                .body("madeBy", equalTo("PANEL"))
                .body("decidedBy", nullValue())
                .body("decisionReasons", equalTo("The refusal rests on questions of another version."));
        assertThat(as("aldo", "auditor")
                        .accept("text/html")
                        .get("/cases/" + id + "/decision/letter")
                        .asString())
                .contains("The application is granted.", "A panel of persons", "questions of another version")
                .doesNotContain("is refused", "The last day is");
        assertThat(figures())
                .as("counted as granted, not as refused")
                .isEqualTo(List.of(before.getFirst() + 1, before.getLast()));
        assertThat(messages("decision").getLast())
                .contains("\"outcome\":\"GRANTED\"")
                .doesNotContain("appealBy", "upheldFor");
        vote(id, "anna", "UPHELD").then().statusCode(409).body("state", equalTo("APPROVED"));
    }

    @Test
    void a_decision_that_is_upheld_stands_and_the_registry_hears_it_again() throws SQLException {
        String id = refused();
        lodge();
        vote(id, "anna", "UPHELD");
        vote(id, "arne", "UPHELD").then().statusCode(200).body("status", equalTo("REFUSED"));
        assertThat(messages("decision")).hasSize(2).allMatch(message -> message.contains("\"outcome\":\"REFUSED\""));
        assertThat(messages("decision").getFirst())
                .contains("It answers what it should refuse.", "\"legalBasis\":\"Article 38\"", "\"appealBy\":\"")
                .doesNotContain("upheldFor");
        assertThat(messages("decision").getLast())
                .contains("\"reasons\":\"As recommended.\"", "\"upheldFor\":\"The refusal rests")
                .doesNotContain("appealBy");
    }

    @Test
    void members_who_disagree_vote_again_and_every_vote_stays_on_record() {
        String id = refused();
        lodge();
        vote(id, "anna", "REPLACED");
        vote(id, "arne", "UPHELD").then().statusCode(200).body("status", equalTo("UNDER_APPEAL"));
        vote(id, "alma", "UPHELD").then().statusCode(409).body("type", equalTo("/problems/panel-complete"));
        vote(id, "anna", "UPHELD").then().statusCode(200).body("status", equalTo("REFUSED"));
        as("aldo", "auditor")
                .get("/cases/" + id + "/appeal")
                .then()
                .body("[0].votes.outcome", contains("REPLACED", "UPHELD", "UPHELD"));
    }

    @Test
    void a_remitted_case_is_decided_again_by_another_person() {
        String id = refused();
        lodge();
        vote(id, "anna", "REMITTED");
        vote(id, "arne", "REMITTED").then().statusCode(200).body("status", equalTo("REGIONAL_REVIEW"));
        as("anna", "appeal-panel")
                .get("/cases/" + id)
                .then()
                .body("clocks.find { it.code == 'ACCEPTANCE' }.state", equalTo("CLOSED"))
                .body("clocks.find { it.code == 'REVIEW' }.state", equalTo("RUNNING"))
                .body("clocks.find { it.code == 'REVIEW' }.dueOn", notNullValue());
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        Given.decision(id, "dora", "GRANTED")
                .then()
                .statusCode(403)
                .body("detail", equalTo("Who decided a case that was remitted may not decide it again."));
        Given.decision(id, "anna", "GRANTED").then().statusCode(403);
        Given.decision(id, "daniel", "GRANTED").then().statusCode(200).body("status", equalTo("APPROVED"));
        as("aldo", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .body("decision", equalTo("GRANTED"))
                .body("decidedBy", equalTo(Tokens.subjectOf("daniel")));
    }

    @Test
    void who_had_a_part_in_the_case_does_not_sit_on_its_panel() {
        String id = refused();
        lodge();
        for (String person : List.of("ines", "oskar", "rita", "dora")) {
            vote(id, person, "UPHELD").then().statusCode(403).body("type", equalTo("/problems/duties-not-separated"));
        }
        as("anna", "appeal-panel")
                .get("/cases/" + id)
                .then()
                .statusCode(200)
                .body("nextActions.find { it.action == 'VOTE' }.allowedForYou", equalTo(true));
    }

    @Test
    void a_panel_cannot_grant_what_a_finding_stands_against() {
        String id = Given.submittedCase(application);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        Given.assess(id);
        Given.evaluation(id, "should-refuse", 300, 284).then().statusCode(200);
        Given.recommendation(id, "rita", "REFUSE").then().statusCode(200);
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        lodge();
        vote(id, "anna", "REPLACED").then().statusCode(422).body("errors.pointer", contains("/thresholds/REFUSAL_MIN"));
    }

    @Test
    void conditions_belong_to_a_replacement_and_replace_others() {
        String id = Given.submittedCase(application);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        as("dora", "decision-maker")
                .body(Examples.of("decide").toString())
                .post("/cases/" + id + "/decision")
                .then()
                .statusCode(200);
        lodge().then().body("outcome", equalTo("LODGED"));
        ObjectNode same = Examples.of("voteOnAppeal");
        same.set("conditions", Examples.of("decide").get("conditions"));
        vote(id, "anna", same).then().statusCode(422).body("errors.rule", contains("replaces"));
        vote(id, "anna", same.put("outcome", "UPHELD"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/conditions"));
        vote(id, "anna", "REPLACED").then().statusCode(200);
        vote(id, "arne", "REPLACED").then().statusCode(200).body("status", equalTo("APPROVED"));
        as("aldo", "auditor")
                .get("/conditions?caseId=" + id)
                .then()
                .body("items.status", contains("REPLACED"))
                .body("items.code", contains("KEYWORDS"));
    }

    @Test
    void there_is_nothing_to_appeal_against_before_a_decision() {
        Given.submittedCase(application);
        lodge().then().statusCode(202).body("outcome", equalTo("NOT_DECIDED"));
    }

    @Test
    void no_race_makes_one_person_a_panel() throws Exception {
        for (int round = 0; round < 4; round++) {
            UUID another = UUID.randomUUID();
            String id = refused(another);
            lodge(another).then().statusCode(202);
            List<Callable<Response>> votes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                votes.add(() -> vote(id, "anna", "UPHELD"));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                for (Future<Response> answer : threads.invokeAll(votes)) {
                    assertThat(answer.get().statusCode()).isEqualTo(200);
                }
            }
            as("anna", "appeal-panel").get("/cases/" + id).then().body("status", equalTo("UNDER_APPEAL"));
        }
    }

    @Test
    void the_database_refuses_an_appeal_that_one_person_decided() {
        String id = refused();
        lodge();
        vote(id, "anna", "UPHELD");
        assertThatThrownBy(() -> execute(
                        "UPDATE appeal SET outcome = 'UPHELD', decided_at = now() WHERE case_id = '%s'".formatted(id)))
                .hasMessageContaining("appeal_by_panel");
        as("aldo", "auditor").get("/cases/" + id + "/appeal").then().body("[0].outcome", nullValue());
    }

    /// Granted and refused of this year.
    private static List<Integer> figures() {
        Response year = as("aldo", "auditor").get("/statistics?year=" + Year.now(ZoneOffset.UTC));
        return List.of(year.path("granted"), year.path("refused"));
    }

    private String refused() {
        return refused(application);
    }

    private static String refused(UUID application) {
        String id = Given.submittedCase(application);
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
        Given.assess(id);
        Given.recommendation(id, "rita", "REFUSE").then().statusCode(200);
        Given.decision(id, "dora", "REFUSED").then().statusCode(200);
        return id;
    }

    private Response lodge() {
        return lodge(application);
    }

    private static Response lodge(UUID application) {
        return Given.registry()
                .body(Examples.with("receiveAppeal", "messageId", UUID.randomUUID())
                        .put("applicationId", application.toString())
                        .toString())
                .post("/appeals");
    }

    private static Response vote(String id, String person, String outcome) {
        return vote(id, person, Examples.with("voteOnAppeal", "outcome", outcome));
    }

    private static Response vote(String id, String person, ObjectNode vote) {
        return as(person, "appeal-panel").body(vote.toString()).post("/cases/" + id + "/appeal/votes");
    }

    private List<String> messages(String kind) throws SQLException {
        List<String> bodies = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(
                        "SELECT body FROM outbox WHERE kind = '%s' AND subject = 'applications/%s' ORDER BY position"
                                .formatted(kind, application))) {
            while (rows.next()) {
                bodies.add(rows.getString(1));
            }
        }
        return bodies;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
