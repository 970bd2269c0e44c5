package org.llmregistry.review.overrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.llmregistry.review.Given.as;

import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.review.AtOnce;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.TestClock;

/// What happens when the authority lets its last day pass. It is Monday, 2 March 2026: intake has five working days, to
/// the 9th, and the review twenty, to the 30th.
@ReviewServiceTest
class OverrunTest {

    @Inject
    Overruns overruns;

    @Inject
    TestClock clock;

    @Inject
    Sent sent;

    @Inject
    AgroalDataSource database;

    private final UUID application = UUID.randomUUID();

    @BeforeEach
    void monday() {
        clock.stopAt("2026-03-02", "10:00");
    }

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    @Test
    void an_alarm_is_raised_once_for_each_clock_and_not_on_the_last_day() {
        String id = Given.submittedCase(application);
        watchAt("2026-03-09", "23:59");
        assertThat(sent.events(id)).containsExactly("case.opened");
        watchAt("2026-03-10", "00:00");
        watchAt("2026-03-11", "09:00");
        assertThat(sent.events(id)).containsExactly("case.opened", "case.overdue");
        shown(id).body("status", equalTo("SUBMITTED")).body("clocks.overdue", contains(true));

        clock.stopAt("2026-03-11", "10:00");
        Given.accept(id);
        watchAt("2026-04-08", "23:59");
        assertThat(sent.events(id)).containsExactly("case.opened", "case.overdue", "case.accepted");
        watchAt("2026-04-09", "00:00");
        watchAt("2026-04-10", "00:00");
        assertThat(sent.events(id)).containsExactly("case.opened", "case.overdue", "case.accepted", "case.overdue");
        shown(id).body("status", equalTo("ACCEPTED"));
    }

    @Test
    void the_vendor_learns_the_last_day_and_that_the_office_is_late_but_never_who_is() {
        String id = Given.submittedCase(application);
        watchAt("2026-03-10", "00:00");
        assertThat(sent.messages(application)).containsExactly("progress", "progress");
        JsonPath promised = new JsonPath(sent.messageBodies(application).getFirst());
        assertThat(promised.getString("dueOn")).isEqualTo("2026-03-09");
        assertThat(promised.getBoolean("overdue")).isFalse();
        JsonPath alarm = new JsonPath(sent.messageBodies(application).getLast());
        assertThat(alarm.getString("dueOn")).isEqualTo("2026-03-09");
        assertThat(alarm.getBoolean("overdue")).isTrue();
        assertThat(alarm.getString("status")).isEqualTo("SUBMITTED");
        assertThat(alarm.getMap(""))
                .containsOnlyKeys("messageId", "caseId", "status", "at", "defects", "dueOn", "overdue");
        assertThat(id).isEqualTo(alarm.getString("caseId"));
    }

    @Test
    void silence_of_intake_accepts_where_the_scheme_says_so_and_no_person_did_it() throws SQLException {
        String id = Given.submittedCase(application, "CN-2024", "FILING", "INITIAL");
        watchAt("2026-03-09", "23:59");
        shown(id).body("status", equalTo("SUBMITTED"));
        watchAt("2026-03-10", "00:00");
        watchAt("2026-03-10", "00:15");
        shown(id)
                .body("status", equalTo("ACCEPTED"))
                .body("schemeVersion", equalTo(1))
                .body("clocks.code", contains("ACCEPTANCE", "REVIEW"))
                .body("clocks[1].dueOn", equalTo("2026-04-07"));
        assertThat(sent.events(id)).containsExactly("case.opened", "case.overdue", "case.accepted");
        assertThat(new JsonPath(sent.eventBodies(id).getLast()).getMap("data"))
                .containsEntry("actor", "system")
                .containsEntry("deemed", true)
                .containsEntry("schemeVersion", 1);
        assertThat(number("SELECT count(*) FROM performed_duty WHERE case_id = '%s'".formatted(id)))
                .isZero();
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
    }

    @Test
    void silence_of_the_review_renews_a_licence_and_nobody_decided() {
        clock.stopAt("2026-02-02", "10:00"); // a month in which nothing else is due
        String id = Given.submittedCase(application, "DEMO", "MODEL", "RENEWAL");
        Given.accept(id);
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        watchAt("2026-03-02", "23:59");
        shown(id).body("status", equalTo("REGIONAL_REVIEW"));
        JsonPath before = statistics();
        watchAt("2026-03-03", "00:00");
        watchAt("2026-03-03", "00:15");
        shown(id)
                .body("status", equalTo("APPROVED"))
                .body("nextActions", hasSize(0))
                .body("clocks.state", contains("CLOSED", "CLOSED"));
        as("aud", "auditor")
                .get("/cases/" + id + "/decision")
                .then()
                .statusCode(200)
                .body("decision", equalTo("GRANTED"))
                .body("decidedBy", equalTo(null))
                .body(
                        "decisionReasons",
                        startsWith("Approved by silence: the authority did not decide by its last day, 2026-03-02."));
        assertThat(as("aud", "auditor")
                        .get("/cases/" + id + "/decision/letter")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("The application is granted by silence.");
        assertThat(sent.messages(application)).containsExactly("progress", "progress", "progress", "decision");
        JsonPath decision = new JsonPath(sent.messageBodies(application).getLast());
        assertThat(decision.getString("outcome")).isEqualTo("GRANTED");
        assertThat(decision.getList("conditions")).isEmpty();
        assertThat(sent.events(id))
                .containsExactly("case.opened", "case.accepted", "case.claimed", "case.overdue", "case.decided");
        assertThat(new JsonPath(sent.eventBodies(id).getLast()).getMap("data"))
                .containsEntry("actor", "system")
                .containsEntry("deemed", true)
                .containsEntry("outcome", "GRANTED");
        Given.decision(id, "dora", "GRANTED").then().statusCode(409);
        assertMore(
                before, Map.of("decided", 1, "granted", 1, "decidedLate", 1, "missedLimits", 1, "deemedApproved", 1));
    }

    @Test
    void a_clock_that_stands_does_not_overrun_and_goes_on_where_it_stood() {
        String id = Given.submittedCase(application);
        clock.stopAt("2026-03-03", "10:00");
        as("ines", "intake-officer")
                .body(Examples.of("returnCase").toString())
                .post("/cases/" + id + "/return")
                .then()
                .statusCode(200);
        watchAt("2026-04-30", "12:00");
        assertThat(sent.events(id)).containsExactly("case.opened", "case.returned");
        clock.stopAt("2026-05-04", "10:00");
        Given.registry()
                .body(Given.submission(application, 2).toString())
                .post("/submissions")
                .then()
                .statusCode(202);
        watchAt("2026-05-08", "23:59");
        assertThat(sent.events(id)).endsWith("case.resubmitted");
        watchAt("2026-05-09", "00:00");
        assertThat(sent.events(id)).endsWith("case.resubmitted", "case.overdue");
    }

    @Test
    void an_extension_is_respected_though_the_hint_of_the_queue_is_old() throws SQLException {
        String id = Given.submittedCase(application, "DEMO", "MODEL", "RENEWAL");
        Given.accept(id);
        as("dora", "decision-maker")
                .body(Map.of("days", 10, "reason", "Joint review."))
                .post("/cases/" + id + "/extension")
                .then()
                .statusCode(200);
        execute("UPDATE case_file SET due_on = '2026-03-30' WHERE id = '%s'".formatted(id));
        watchAt("2026-03-31", "00:00");
        watchAt("2026-04-13", "23:59");
        shown(id).body("status", equalTo("ACCEPTED")).body("clocks[1].dueOn", equalTo("2026-04-13"));
        watchAt("2026-04-14", "00:00");
        shown(id).body("status", equalTo("APPROVED"));
    }

    @Test
    void of_many_replicas_that_look_at_once_one_acts() throws Exception {
        String renewal = Given.submittedCase(application, "DEMO", "MODEL", "RENEWAL");
        Given.accept(renewal);
        UUID other = UUID.randomUUID();
        String filing = Given.submittedCase(other, "CN-2024", "FILING", "INITIAL");
        clock.stopAt("2026-03-31", "00:00");
        AtOnce.run(overruns::watch);
        assertThat(sent.events(renewal))
                .containsExactly("case.opened", "case.accepted", "case.overdue", "case.decided");
        assertThat(sent.messages(application)).containsExactly("progress", "progress", "decision");
        assertThat(sent.events(filing)).containsExactly("case.opened", "case.overdue", "case.accepted");
        assertThat(sent.messages(other)).containsExactly("progress", "progress");
    }

    @Test
    void the_database_refuses_silence_that_is_not_on_record() throws SQLException {
        clock.stopAt("2026-03-05", "10:00");
        String id = Given.submittedCase(application, "DEMO", "MODEL", "RENEWAL");
        Given.accept(id);
        assertRefused("UPDATE case_file SET status = 'APPROVED' WHERE id = '%s'", id, "case_file_decided");
        assertRefused(
                "UPDATE case_file SET status = 'APPROVED', deemed_at = now() WHERE id = '%s'", id, "case_file_deemed");
        assertRefused(
                "UPDATE case_file SET status = 'APPROVED', deemed_at = now(), decided_by = 'x' WHERE id = '%s'",
                id, "case_file_decided");
        assertRefused(
                "UPDATE case_file SET status = 'REFUSED', deemed_at = now() WHERE id = '%s'",
                id, "case_file_silence_approves");
        assertRefused(
                "INSERT INTO deemed_decision (case_id, missed_on, reasons, decided_at) VALUES ('%s', now(), 'x', now())",
                id, "deemed_decision_overrun");
        assertRefused(
                "INSERT INTO overrun VALUES ('%s', 'ACCEPTANCE', now(), 'DEEMED_APPROVED', now())",
                id, "overrun_effect_of_clock");
        assertRefused("DELETE FROM overrun WHERE case_id = '%s'", id, "permission denied");
        assertRefused("UPDATE deemed_decision SET reasons = 'y' WHERE case_id = '%s'", id, "permission denied");
    }

    private void watchAt(String day, String time) {
        clock.stopAt(day, time);
        overruns.watch();
    }

    private static ValidatableResponse shown(String id) {
        return as("lena", "review-lead").get("/cases/" + id).then().statusCode(200);
    }

    private static JsonPath statistics() {
        return as("lena", "review-lead").get("/statistics?year=2026").jsonPath();
    }

    private static void assertMore(JsonPath before, Map<String, Integer> more) {
        JsonPath after = statistics();
        more.forEach((figure, by) -> assertThat(after.getLong(figure) - before.getLong(figure))
                .as(figure)
                .isEqualTo((long) by));
    }

    private void assertRefused(String sql, String id, String constraint) {
        assertThatThrownBy(() -> execute(sql.formatted(id))).hasMessageContaining(constraint);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
