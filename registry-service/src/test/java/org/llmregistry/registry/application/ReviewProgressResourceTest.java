package org.llmregistry.registry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.registry.Given.reported;
import static org.llmregistry.registry.Given.review;
import static org.llmregistry.registry.Given.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;

@RegistryServiceTest
class ReviewProgressResourceTest {

    @Inject
    Stages stages;

    @Inject
    Progressing progressing;

    private UUID vendor;

    @BeforeEach
    void register() {
        vendor = Given.registeredVendor();
    }

    @Test
    void the_vendor_follows_the_way_by_office_and_never_by_officer() {
        String id = Given.submitted(vendor);
        for (String status : List.of("ACCEPTED", "REGIONAL_REVIEW", "DECISION_PROPOSED")) {
            reported(id, status).then().statusCode(202).body("outcome", equalTo("APPLIED"));
        }
        Response timeline = vendor(vendor).get("/applications/" + id + "/timeline");
        timeline.then()
                .statusCode(200)
                .body("number", equalTo(List.of(1, 2, 3, 4, 5)))
                .body(
                        "status",
                        equalTo(List.of("DRAFT", "SUBMITTED", "ACCEPTED", "REGIONAL_REVIEW", "DECISION_PROPOSED")))
                .body("office", equalTo(List.of("VENDOR", "VENDOR", "REVIEW", "REVIEW", "REVIEW")))
                .body("[2].at", equalTo("2026-11-24T08:30:00Z"));
        assertThat(timeline.<List<Map<String, Object>>>path("").getFirst())
                .containsOnlyKeys("number", "at", "status", "office", "what", "overdue");
        vendor(vendor).get("/applications/" + id).then().body("schemeVersion", equalTo(1));
        assertThat(Given.events("applications/" + id))
                .endsWith("application.progressed", "application.progressed", "application.progressed");
        assertThat(stages.of(id)).containsExactly("ReviewStarted");
    }

    @Test
    void the_database_calls_those_open_that_are_not_closed() {
        String id = Given.submitted(vendor);
        for (ApplicationStatus status : ApplicationStatus.values()) {
            Given.update("UPDATE application SET status = '%s' WHERE id = CAST(? AS uuid)".formatted(status), id);
            assertThat(Given.texts("SELECT 'open' FROM open_application WHERE CAST(id AS text) = ?", id))
                    .as(status.name())
                    .hasSize(status.isClosed() ? 0 : 1);
        }
    }

    @Test
    void a_message_has_its_effect_once() {
        String id = Given.submitted(vendor);
        ObjectNode message = Examples.with("reportProgress", "messageId", UUID.randomUUID());
        report(id, message).then().statusCode(202).body("outcome", equalTo("APPLIED"));
        report(id, message).then().statusCode(202).body("outcome", equalTo("DUPLICATE"));
        reported(id, "ACCEPTED").then().statusCode(202).body("outcome", equalTo("IGNORED"));
        assertThat(Given.events("applications/" + id))
                .filteredOn("application.progressed"::equals)
                .hasSize(1);
    }

    @Test
    void the_vendor_sees_the_last_day_of_the_office_and_that_it_is_late() {
        String id = Given.submitted(vendor);
        due(id, "SUBMITTED", "2026-12-01", false).then().statusCode(202).body("outcome", equalTo("APPLIED"));
        due(id, "SUBMITTED", "2026-12-01", false).then().statusCode(202).body("outcome", equalTo("IGNORED"));
        Response promised = vendor(vendor).get("/applications/" + id);
        promised.then().body("dueOn", equalTo("2026-12-01")).body("overdue", equalTo(false));
        due(id, "SUBMITTED", "2026-12-01", true).then().statusCode(202).body("outcome", equalTo("APPLIED"));
        Response late = vendor(vendor).get("/applications/" + id);
        late.then().body("dueOn", equalTo("2026-12-01")).body("overdue", equalTo(true));
        assertThat(late.header("ETag")).isNotEqualTo(promised.header("ETag"));
        due(id, "ACCEPTED", "2027-01-05", false).then().statusCode(202);
        vendor(vendor)
                .get("/applications/" + id + "/timeline")
                .then()
                .statusCode(200)
                .body("status", equalTo(List.of("DRAFT", "SUBMITTED", "SUBMITTED", "SUBMITTED", "ACCEPTED")))
                .body("overdue", equalTo(List.of(false, false, false, true, false)))
                .body("[2].what", equalTo("The last day of the office is 2026-12-01."))
                .body("[3].what", equalTo("The office is late: its last day was 2026-12-01."))
                .body("[4].what", equalTo("Accepted: the scheme version is pinned and the clock runs."))
                .body("[4].dueOn", equalTo("2027-01-05"));
        assertThat(Given.events("applications/" + id)).endsWith("application.office-late", "application.progressed");
        vendor(vendor)
                .body(Examples.of("withdrawApplication").toString())
                .post("/applications/" + id + "/withdrawal")
                .then()
                .statusCode(200)
                .body("dueOn", equalTo(null))
                .body("overdue", equalTo(false));
    }

    private static Response due(String id, String status, String day, boolean overdue) {
        return report(
                id,
                Examples.with("reportProgress", "messageId", UUID.randomUUID())
                        .put("status", status)
                        .put("dueOn", day)
                        .put("overdue", overdue));
    }

    @Test
    void what_was_returned_is_submitted_again_in_its_time_or_not_at_all() {
        Instant ended = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
        String id = Given.submitted(vendor);
        report(id, returned(ended)).then().statusCode(202);
        vendor(vendor)
                .get("/applications/" + id)
                .then()
                .body("status", equalTo("RETURNED"))
                .body("resubmitBefore", equalTo(ended.toString()));
        vendor(vendor)
                .post("/applications/" + id + "/submission")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/resubmission-over"))
                .body("remedy", equalTo("Draft a new application with the same dossier."));
        String other = Given.submitted(vendor);
        report(other, returned(Instant.now().plusSeconds(3_600))).then().statusCode(202);
        vendor(vendor)
                .post("/applications/" + other + "/submission")
                .then()
                .statusCode(200)
                .body("resubmitBefore", equalTo(null));
    }

    private static ObjectNode returned(Instant resubmitBefore) {
        ObjectNode returned = Examples.with("reportProgress", "messageId", UUID.randomUUID())
                .put("status", "RETURNED")
                .put("at", Instant.now().toString())
                .put("resubmitBefore", resubmitBefore.toString());
        returned.remove("schemeVersion");
        return returned;
    }

    @Test
    void a_returned_application_shows_all_defects_is_mended_and_submitted_again() {
        String id = Given.submitted(vendor);
        ObjectNode returned = Examples.with("reportProgress", "messageId", UUID.randomUUID())
                .put("status", "RETURNED")
                .put("at", Instant.now().toString());
        returned.remove("schemeVersion");
        returned.withArray("defects")
                .addObject()
                .put("pointer", "/dossier/corpus/0/licence")
                .put("rule", "licence-evidence")
                .put("detail", "Name the contract.");
        returned.withArray("defects")
                .addObject()
                .put("pointer", "/dossier/signatories")
                .put("rule", "two-signatories")
                .put("detail", "The safety lead signs as well.");
        report(id, returned).then().statusCode(202);
        vendor(vendor)
                .get("/applications/" + id)
                .then()
                .body("status", equalTo("RETURNED"))
                .body("defects.rule", equalTo(List.of("licence-evidence", "two-signatories")));
        assertThat(stages.of(id)).containsExactly("ReviewStarted", "ReviewEnded");

        ObjectNode mended = Examples.of("changeApplication");
        ((ObjectNode) mended.at("/dossier/corpus/0")).put("licence", "contract 2026/3");
        Given.change(vendor, id, mended).then().statusCode(200);
        String number = vendor(vendor).get("/applications/" + id).path("number");
        vendor(vendor)
                .post("/applications/" + id + "/submission")
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("number", equalTo(number))
                .body("defects", empty());
        vendor(vendor)
                .get("/applications/" + id + "/revisions/1")
                .then()
                .body("dossier.corpus[0].licence", equalTo("robots.txt respected"));
        vendor(vendor)
                .get("/applications/" + id + "/revisions/2")
                .then()
                .body("dossier.corpus[0].licence", equalTo("contract 2026/3"));
        assertThat(Given.messages(id)).hasSize(2);
        assertThat(stages.of(id)).containsExactly("ReviewStarted", "ReviewEnded", "ReviewStarted");
    }

    @Test
    void what_review_reports_after_the_withdrawal_changes_nothing() {
        String id = Given.submitted(vendor);
        vendor(vendor)
                .body("{}")
                .post("/applications/" + id + "/withdrawal")
                .then()
                .statusCode(200);
        reported(id, "ACCEPTED").then().statusCode(202).body("outcome", equalTo("IGNORED"));
        vendor(vendor).get("/applications/" + id).then().body("status", equalTo("WITHDRAWN"));
    }

    @Test
    void a_decision_made_before_the_withdrawal_arrived_stands() {
        String id = Given.submitted(vendor);
        vendor(vendor)
                .body("{}")
                .post("/applications/" + id + "/withdrawal")
                .then()
                .statusCode(200);
        decide(id, Application.Outcome.REFUSED);
        vendor(vendor)
                .get("/applications/" + id)
                .then()
                .body("status", equalTo("REFUSED"))
                .body("decidedAt", equalTo("2026-11-25T10:00:00Z"));
    }

    @Test
    void a_decision_ends_the_review() {
        String id = Given.submitted(vendor);
        reported(id, "DECISION_PROPOSED").then().statusCode(202);
        decide(id, Application.Outcome.GRANTED_WITH_CONDITIONS);
        vendor(vendor).get("/applications/" + id).then().body("status", equalTo("APPROVED"));
        assertThat(stages.of(id)).containsExactly("ReviewStarted", "ReviewEnded");
        assertThat(Given.events("applications/" + id)).endsWith("application.progressed");
    }

    @Test
    void a_move_that_is_not_there_is_refused_and_nothing_is_remembered() {
        String draft = Given.draft(vendor);
        reported(draft, "ACCEPTED")
                .then()
                .statusCode(409)
                .body("state", equalTo("DRAFT"))
                .body("allowedTransitions", equalTo(List.of("SUBMITTED", "WITHDRAWN")));
        String id = Given.submitted(vendor);
        ObjectNode message =
                Examples.with("reportProgress", "messageId", UUID.randomUUID()).put("status", "APPROVED");
        report(id, message).then().statusCode(400).body("errors[0].pointer", equalTo("/status"));
        report(id, message.put("status", "ACCEPTED")).then().statusCode(202).body("outcome", equalTo("APPLIED"));
        reported(UUID.randomUUID().toString(), "ACCEPTED").then().statusCode(404);
    }

    private void decide(String id, Application.Outcome outcome) {
        QuarkusTransaction.requiringNew()
                .run(() -> progressing.decided(
                        Application.locked(UUID.fromString(id)), outcome, Instant.parse("2026-11-25T10:00:00Z")));
    }

    private static Response report(String id, ObjectNode message) {
        return review().body(message.toString()).post("/applications/" + id + "/review-progress");
    }
}
