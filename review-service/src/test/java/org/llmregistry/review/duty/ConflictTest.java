package org.llmregistry.review.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.llmregistry.review.Given.as;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/// Who has an interest takes no part; everybody declares only of itself.
@ReviewServiceTest
class ConflictTest {

    private static final String[] ROLES = {"intake-officer", "case-officer", "second-reader", "decision-maker"};

    @Inject
    AgroalDataSource database;

    private final String person = "person-" + UUID.randomUUID();

    @Test
    void a_declared_conflict_blocks_claim_recommendation_and_decision_until_it_is_lifted() {
        String accepted = Given.acceptedCase();
        String assessed = Given.assessedCase();
        String recommended = Given.recommendedCase();
        for (String id : List.of(accepted, assessed, recommended)) {
            declare(Map.of("caseId", id), true).then().statusCode(201);
        }
        refused(claim(accepted));
        refused(Given.recommendation(assessed, person, "GRANT"));
        refused(Given.decision(recommended, person, "GRANTED"));
        as(person, ROLES)
                .get("/cases/" + accepted)
                .then()
                .body(
                        "nextActions.find { it.action == 'CLAIM' }.whyNot",
                        equalTo("Who has a conflict of interest with a developer may take no part in its cases."));
        declare(Map.of("caseId", accepted), false).then().statusCode(201);
        claim(accepted).then().statusCode(200);
    }

    /// Without it the registry is asked, which does not run here.
    @Test
    void a_declared_conflict_closes_the_vendors_documents() {
        String id = Given.acceptedCase();
        String document = "/cases/%s/documents/%s".formatted(id, "a".repeat(64));
        as(person, ROLES).get(document).then().statusCode(503).body("type", equalTo("/problems/registry-unavailable"));
        declare(Map.of("caseId", id), true).then().statusCode(201);
        refused(as(person, ROLES).get(document));
    }

    @ParameterizedTest
    @CsvSource({"百度, 403", "北京 百度, 403", "ＢＡＩＤＵ, 200", "阿里巴巴, 200"})
    void a_yearly_declaration_on_a_group_reaches_every_company_with_its_name(String company, int status) {
        declare(Map.of("company", company), true).then().statusCode(201);
        claim(Given.acceptedCase()).then().statusCode(status);
    }

    @Test
    void a_yearly_declaration_on_a_vendor_counts_for_a_year() throws SQLException {
        String id = Given.acceptedCase();
        String vendor = as("lena", "review-lead").get("/cases/" + id).path("vendorId");
        execute(
                "INSERT INTO conflict_declaration VALUES (gen_random_uuid(), '%s', NULL, '%s', NULL, NULL, true, 'FAMILY', 'x', now() - interval '2 years', current_date - 1)"
                        .formatted(Tokens.subjectOf(person), vendor));
        claim(id).then().statusCode(200);
        declare(Map.of("vendorId", vendor), true).then().statusCode(201);
        refused(claim(Given.acceptedCase()));
    }

    @Test
    void an_officer_who_declares_after_the_claim_can_only_give_the_case_back() {
        String id = Given.acceptedCase();
        claim(id).then().statusCode(200);
        declare(Map.of("company", "百度"), true).then().statusCode(201);
        refused(as(person, ROLES)
                .header("If-Match", "\"0\"")
                .body(Examples.of("recordVerdict").toString())
                .put("/cases/" + id + "/assessments/6"));
        refused(as(person, ROLES)
                .body(Examples.of("recordEvaluation").toString())
                .post("/cases/" + id + "/evaluations"));
        refused(as(person, ROLES)
                .body(Examples.of("draftInformationRequest").toString())
                .post("/cases/" + id + "/information-requests"));
        as(person, ROLES)
                .get("/cases/" + id)
                .then()
                .body("nextActions.findAll { it.allowedForYou }.action", contains("RELEASE"));
        as(person, ROLES).post("/cases/" + id + "/release").then().statusCode(200);
    }

    @Test
    void everybody_reads_its_own_and_leads_and_auditors_those_of_a_case() {
        String id = Given.acceptedCase();
        declare(Map.of("caseId", id), true);
        declare(Map.of("company", "Example"), false);
        as(person, ROLES).get("/conflict-declarations").then().body("conflict", contains(false, true));
        as("somebody-else", ROLES).get("/conflict-declarations").then().body("", hasSize(0));
        as("aud", "auditor")
                .get("/conflict-declarations/cases/" + id)
                .then()
                .statusCode(200)
                .body("person", contains(Tokens.subjectOf(person)));
    }

    @Test
    void a_declaration_names_one_thing_and_a_nature() {
        declare(Map.of(), true).then().statusCode(400);
        declare(Map.of("company", "..", "vendorId", UUID.randomUUID()), true)
                .then()
                .statusCode(400);
        declare(Map.of("company", "。。"), true).then().statusCode(400);
        declare(Map.of("caseId", UUID.randomUUID()), true).then().statusCode(404);
        as(person, ROLES)
                .body(Map.of("company", "Example", "conflict", true, "statement", "x"))
                .post("/conflict-declarations")
                .then()
                .statusCode(400);
    }

    @Test
    void the_database_refuses_what_code_would_miss() {
        String id = Given.acceptedCase();
        declare(Map.of("caseId", id), true);
        assertThatThrownBy(() -> execute("INSERT INTO performed_duty VALUES ('%s', '%s', 'TESTER', now())"
                        .formatted(id, Tokens.subjectOf(person))))
                .hasMessageContaining("conflict_of_interest");
        assertThatThrownBy(() -> execute("DELETE FROM conflict_declaration")).hasMessageContaining("permission denied");
    }

    @Test
    void of_a_declaration_and_a_claim_at_once_both_hold_only_when_the_claim_was_first() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = Given.acceptedCase();
            List<Callable<Response>> acts =
                    List.of(() -> declare(Map.of("caseId", id), true), () -> claim(id), () -> claim(id));
            List<Integer> statuses = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                for (Future<Response> act : threads.invokeAll(acts)) {
                    statuses.add(act.get().statusCode());
                }
            }
            assertThat(statuses.getFirst()).isEqualTo(201);
            assertThat(statuses.subList(1, 3)).isSubsetOf(200, 403, 409);
            refused(Given.recommendation(id, person, "REFUSE"), 403, 409);
        }
    }

    private Response declare(Map<String, Object> on, boolean conflict) {
        Map<String, Object> body = new HashMap<>(on);
        body.put("conflict", conflict);
        body.put("statement", conflict ? "My brother works there." : "Nothing.");
        if (conflict) {
            body.put("nature", "FAMILY");
        }
        return as(person, ROLES).body(body).post("/conflict-declarations");
    }

    private Response claim(String id) {
        return as(person, ROLES).post("/cases/" + id + "/claim");
    }

    private static void refused(Response answer) {
        answer.then().statusCode(403).body("type", equalTo("/problems/conflict-of-interest"));
    }

    private static void refused(Response answer, Integer... statuses) {
        assertThat(answer.statusCode()).isIn((Object[]) statuses);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
