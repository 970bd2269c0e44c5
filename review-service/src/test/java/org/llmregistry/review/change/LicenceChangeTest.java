package org.llmregistry.review.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Sent;
import org.llmregistry.review.TestClock;

/// A holder notified a change on 6 December; the office may object until 5 January 2027.
@ReviewServiceTest
class LicenceChangeTest {

    @Inject
    TestClock clock;

    @Inject
    Sent sent;

    @Inject
    AgroalDataSource database;

    private final UUID application = UUID.randomUUID();
    private final UUID change = UUID.randomUUID();
    private String caseId;

    @BeforeEach
    void accept() {
        clock.stopAt("2026-12-06", "17:00");
        caseId = Given.submittedCase(application);
        Given.accept(caseId);
    }

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    @Test
    void an_officer_reads_a_change_and_objects_once_with_reasons_that_go_to_the_registry() {
        ObjectNode told = told();
        tell(told).then().statusCode(202).body("outcome", equalTo("RECEIVED"));
        tell(told).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        list("&objectionFrom=2027-01-05")
                .then()
                .statusCode(200)
                .body("items.changeClass", contains("2"))
                .body("items[0].differences.pointer", contains("/deployment/channels/1"));
        list("&objectionFrom=2027-01-06").then().body("items", empty());
        object("oskar").then().statusCode(200).body("objectedBy", equalTo(Tokens.subjectOf("oskar")));
        object("olga").then().statusCode(409).body("type", equalTo("/problems/no-objection"));
        list("&objectionFrom=2027-01-05").then().body("items", empty());
        assertThat(sent.messages(application)).endsWith("change-objection");
        JsonPath objection = new JsonPath(sent.messageBodies(application).getLast());
        assertThat(objection.getMap("")).containsOnlyKeys("messageId", "changeId", "reasons", "objectedAt");
        assertThat(objection.getString("changeId")).isEqualTo(change.toString());
        assertThat(sent.events(caseId))
                .containsExactly("case.opened", "case.accepted", "licence-change.received", "licence-change.objected");
    }

    @Test
    void after_the_last_day_or_where_the_scheme_does_not_wait_there_is_no_objection() {
        tell(told()).then().statusCode(202);
        clock.stopAt("2027-01-05", "23:59");
        as("oskar", "case-officer")
                .body("{}")
                .post("/licence-changes/" + change + "/objection")
                .then()
                .statusCode(400);
        clock.stopAt("2027-01-06", "00:00");
        object("oskar").then().statusCode(409).body("detail", equalTo("The last day was 2027-01-05."));
        UUID surrender = UUID.randomUUID();
        ObjectNode told = told().put("changeId", surrender.toString()).put("kind", "SURRENDER");
        told.remove(List.of("changeClass", "objectionUntil"));
        tell(told).then().statusCode(202);
        as("oskar", "case-officer")
                .body(Examples.of("objectToChange").toString())
                .post("/licence-changes/" + surrender + "/objection")
                .then()
                .statusCode(409)
                .body("detail", equalTo("This SURRENDER waits for nobody."));
        list("&kind=SURRENDER").then().body("items.id", contains(surrender.toString()));
    }

    @Test
    void who_has_a_conflict_with_the_developer_does_not_object() {
        tell(told()).then().statusCode(202);
        as("otto", "case-officer")
                .body(Map.of("caseId", caseId, "conflict", true, "nature", "EMPLOYMENT", "statement", "Until 2025."))
                .post("/conflict-declarations")
                .then()
                .statusCode(201);
        object("otto").then().statusCode(403).body("type", equalTo("/problems/conflict-of-interest"));
    }

    @Test
    void the_database_keeps_what_was_told() {
        tell(told()).then().statusCode(202);
        assertThatThrownBy(() -> execute("UPDATE licence_change SET description = 'x' WHERE id = '%s'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute("DELETE FROM licence_change WHERE id = '%s'"))
                .hasMessageContaining("permission denied");
    }

    private ObjectNode told() {
        return Examples.with("receiveLicenceChange", "messageId", UUID.randomUUID())
                .put("changeId", change.toString())
                .put("applicationId", application.toString());
    }

    private static Response tell(ObjectNode told) {
        return Given.registry().body(told.toString()).post("/licence-changes");
    }

    private Response object(String officer) {
        return as(officer, "case-officer")
                .body(Map.of("reasons", "There is no way to report harmful answers."))
                .post("/licence-changes/" + change + "/objection");
    }

    private Response list(String filter) {
        return as("aldo", "auditor").get("/licence-changes?caseId=" + caseId + filter);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(change));
        }
    }
}
