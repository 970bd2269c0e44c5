package org.llmregistry.review.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.review.Given;
import org.llmregistry.review.ReviewServiceTest;
import org.llmregistry.review.Rules;
import org.llmregistry.review.TestClock;
import org.llmregistry.review.order.Orders;

/// What a newer version of a scheme would do to the licences of today.
@ReviewServiceTest
class ImpactTest {

    /// Cases, licences, orders, days of the grants, verdicts, counts.
    private static final long QUERIES = 6;

    @Inject
    TestClock clock;

    @Inject
    EntityManagerFactory database;

    @AfterEach
    void goOn() {
        clock.goOn();
    }

    @Test
    void a_newly_blocked_source_fails_the_licences_that_rest_on_it() {
        String code = Rules.demoWith(text -> text.replace("P5Y", "P4Y"));
        String clean = granted(code, UUID.randomUUID(), "INITIAL", null, "Licensed books");
        String leaky = granted(code, UUID.randomUUID(), "INITIAL", null, "Mirror of ＬＥＡＫＥＤ Forum posts");
        next(code, 2);
        impact(code)
                .body("checked", equalTo(2))
                .body("failing", equalTo(1))
                .body("cases.caseId", contains(leaky))
                .body("cases[0].findings.pointer", contains("/corpus/0"))
                .body("cases[0].findings.rule", contains("blocked-source"));
        as("aldo", "auditor").get("/cases/" + clean).then().body("schemeVersion", equalTo(1));
    }

    @Test
    void only_licences_of_today_count_each_by_its_newest_case() {
        String code = Rules.demoWith(text -> text.replace("P5Y", "P4Y"));
        String revoked = granted(code, UUID.randomUUID(), "INITIAL", null, "leaked forum");
        Orders.made(revoked, "REVOKE");
        UUID renewed = UUID.randomUUID();
        granted(code, renewed, "INITIAL", null, "leaked forum");
        String renewal = granted(code, UUID.randomUUID(), "RENEWAL", renewed, "leaked forum");
        UUID varied = UUID.randomUUID();
        granted(code, varied, "INITIAL", null, "leaked forum");
        String variation = granted(code, UUID.randomUUID(), "VARIATION", varied, "leaked forum");
        next(code, 2);
        impact(code).body("checked", equalTo(2)).body("cases.caseId", containsInAnyOrder(renewal, variation));
        clock.stopAt(java.time.LocalDate.now().plusYears(4).plusDays(2).toString(), "12:00");
        impact(code).body("cases.caseId", contains(renewal));
    }

    @Test
    void more_licences_take_no_more_queries() {
        String code = Rules.demoWith(text -> text.replace("P5Y", "P4Y"));
        String first = granted(code, UUID.randomUUID(), "INITIAL", null, "leaked forum");
        next(code, 2);
        impact(code).body("cases.caseId", contains(first));
        assertThat(queriesOf(() -> impact(code).body("checked", equalTo(1)))).isEqualTo(QUERIES);
        for (int i = 0; i < 2; i++) {
            UUID application = UUID.randomUUID();
            granted(code, application, "INITIAL", null, "leaked forum");
            granted(code, UUID.randomUUID(), "RENEWAL", application, "leaked forum");
            granted(code, UUID.randomUUID(), "INITIAL", null, "Licensed books");
        }
        assertThat(queriesOf(() -> impact(code).body("checked", equalTo(5)).body("failing", equalTo(3))))
                .isEqualTo(QUERIES);
    }

    private long queriesOf(Runnable request) {
        Statistics statistics = database.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            request.run();
            return statistics.getPrepareStatementCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    private static String granted(String code, UUID application, String kind, UUID licensedOn, String source) {
        ObjectNode submission =
                Given.submission(application, 1).put("schemeCode", code).put("kind", kind);
        if (licensedOn != null) {
            submission.put("licenceNumber", "X-1").put("licensedOn", licensedOn.toString());
        }
        submission.putObject("dossier").putArray("corpus").addObject().put("name", source);
        String id = Given.registry()
                .body(submission.toString())
                .post("/submissions")
                .then()
                .statusCode(202)
                .extract()
                .path("caseId");
        Given.accept(id);
        Given.assess(id);
        Given.recommendation(id, "rita", "GRANT").then().statusCode(200);
        Given.decision(id, "dora", "GRANTED").then().statusCode(200);
        return id;
    }

    /// The next version blocks what was leaked.
    private static void next(String code, int version) {
        String text = Rules.demo()
                .replace("code: DEMO\n", "code: %s\n".formatted(code))
                .replace("version: 1\n", "version: %d\n".formatted(version))
                .replace("effectiveFrom: 2026-01-01", "effectiveFrom: 2099-01-01")
                .replace("name: \"Leaked private mail\"", "name: \"leaked forum\"");
        String draft = as("lena", "review-lead")
                .contentType("application/yaml")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/schemes/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("dora", "decision-maker")
                .post("/schemes/drafts/" + draft + "/publication")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse impact(String code) {
        return as("lena", "review-lead")
                .get("/schemes/" + code + "/versions/2/impact")
                .then()
                .statusCode(200);
    }
}
