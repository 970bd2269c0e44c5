package org.llmregistry.review;

import static org.hamcrest.Matchers.equalTo;
import static org.llmregistry.review.Given.as;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each operation with a role that may (the answer is about the missing case or body) and one that may not.
@ReviewServiceTest
class RolesTest {

    @ParameterizedTest
    @CsvSource({
        "GET,  /cases/{id},                 auditor,          404, vendor",
        "POST, /cases/{id}/acceptance,      intake-officer,   404, case-officer",
        "POST, /cases/{id}/return,          intake-officer,   400, decision-maker",
        "GET,  /cases/{id}/documents/{sha256}, tester,        404, auditor",
        "GET,  /queue,                      case-officer,     200, vendor",
        "GET,  /queue/summary,              decision-maker,   200, registrar",
        "POST, /cases/{id}/claim,           case-officer,     404, decision-maker",
        "POST, /cases/{id}/release,         case-officer,     404, intake-officer",
        "GET,  /cases/{id}/assessments,     second-reader,    404, vendor",
        "PUT,  /cases/{id}/assessments/5.1, case-officer,     400, second-reader",
        "POST, /cases/{id}/evaluations,     case-officer,     400, auditor",
        "GET,  /cases/{id}/thresholds,      decision-maker,   404, vendor",
        "POST, /cases/{id}/recommendation,  second-reader,    400, case-officer",
        "POST, /cases/{id}/decision,        decision-maker,   400, second-reader",
        "POST, /cases/{id}/hearings,        decision-maker,   400, central-reviewer",
        "GET,  /cases/{id}/hearings,        appeal-panel,     404, vendor",
        "POST, /hearing-statements,         registry-service, 400, decision-maker",
        "POST, /appeals,                    registry-service, 400, appeal-panel",
        "POST, /cases/{id}/appeal/votes,    appeal-panel,     400, decision-maker",
        "GET,  /cases/{id}/appeal,          auditor,          404, case-officer",
        "GET,  /cases/{id}/decision,        auditor,          404, vendor",
        "GET,  /cases/{id}/decision/letter, review-lead,      404, tester",
        "GET,  /applications/{id}/decision-letter, registry-service, 404, decision-maker",
        "GET,  /cases/{id}/reach,           duty-officer,     404, case-officer",
        "GET,  /cases/{id}/corpus-flags,    tester,           404, vendor",
        "POST, /cases/{id}/testing,         case-officer,     404, tester",
        "POST, /cases/{id}/test-results,    tester,           400, case-officer",
        "POST, /cases/{id}/referral,        central-reviewer, 400, decision-maker",
        "POST, /cases/{id}/proposal,        central-reviewer, 400, second-reader",
        "GET,  /cases/{id}/proposals,       auditor,          404, case-officer",
        "POST, /cases/{id}/disagreement,    decision-maker,   400, central-reviewer",
        "POST, /cases/{id}/draws,           tester,           400, second-reader",
        "GET,  /cases/{id}/draws,           auditor,          404, vendor",
        "POST, /cases/{id}/draws/1/disclosure, case-officer,  404, tester",
        "POST, /bank-digests,               registry-service, 400, case-officer",
        "GET,  /applications/{id}/clocks,   registry-service, 404, auditor",
        "GET,  /cases/{id}/evaluations,     auditor,          404, vendor",
        "GET,  /cases/{id}/draws/1,         auditor,          404, vendor",
        "GET,  /cases/{id}/samples,         central-reviewer, 404, vendor",
        "POST, /cases/{id}/assignment,      review-lead,      400, case-officer",
        "POST, /cases/{id}/reassignment,    review-lead,      400, case-officer",
        "POST, /cases/{id}/escalations,     case-officer,     400, review-lead",
        "POST, /cases/{id}/escalations/1/advice, review-lead, 400, case-officer",
        "GET,  /cases/{id}/escalations,     auditor,          404, vendor",
        "GET,  /escalations,                central-reviewer, 200, case-officer",
        "POST, /cases/{id}/transfer,        review-lead,      400, case-officer",
        "GET,  /cases/{id}/transfers,       auditor,          404, vendor",
        "POST, /orders,                     decision-maker,   400, duty-officer",
        "POST, /orders/urgent-suspensions,  duty-officer,     400, decision-maker",
        "GET,  /orders,                     auditor,          200, case-officer",
        "GET,  /orders/{id},                review-lead,      404, vendor",
        "GET,  /orders/{id}/reach,          duty-officer,     404, vendor",
        "POST, /orders/{id}/confirmation,   decision-maker,   404, duty-officer",
        "POST, /orders/{id}/rejection,      decision-maker,   400, duty-officer",
        "POST, /orders/{id}/withdrawal,     decision-maker,   404, review-lead",
        "POST, /orders/{id}/appeal/votes,   appeal-panel,     400, decision-maker",
        "GET,  /orders/{id}/appeal,         auditor,          404, case-officer",
        "POST, /order-appeals,              registry-service, 400, decision-maker",
        "POST, /order-statements,           registry-service, 400, decision-maker",
        "GET,  /licence-changes,            auditor,          200, vendor",
        "GET,  /licence-changes/{id},       case-officer,     404, vendor",
        "POST, /licence-changes/{id}/objection, case-officer, 400, decision-maker",
        "POST, /licence-changes,            registry-service, 400, case-officer",
        "GET,  /incidents,                  duty-officer,     200, vendor",
        "GET,  /incidents/{id},             auditor,          404, vendor",
        "POST, /incidents/{id}/acknowledgement, duty-officer, 404, auditor",
        "POST, /incidents,                  registry-service, 400, vendor",
        "POST, /incident-reports,           registry-service, 400, case-officer",
        "POST, /cases/{id}/extension,       decision-maker,   400, review-lead",
        "POST, /cases/{id}/information-requests, case-officer, 400, review-lead",
        "GET,  /cases/{id}/information-requests, auditor,     404, vendor",
        "POST, /cases/{id}/information-requests/1/approval, review-lead, 404, case-officer",
        "POST, /cases/{id}/information-requests/1/items/1/reopening, case-officer, 400, review-lead",
        "POST, /cases/{id}/information-requests/1/rejection, review-lead, 400, case-officer",
        "POST, /cases/{id}/information-requests/1/withdrawal, case-officer, 404, review-lead",
        "GET,  /information-requests,       review-lead,      200, case-officer",
        "GET,  /conditions,                 auditor,          200, vendor",
        "POST, /cases/{id}/conditions/KEYWORDS/evidence, case-officer, 400, decision-maker",
        "POST, /condition-evidence,         registry-service, 400, case-officer",
        "POST, /answers,                    registry-service, 400, case-officer",
        "GET,  /statistics?year=2026,       auditor,          200, case-officer",
        "POST, /conflict-declarations,      tester,           400, auditor",
        "GET,  /conflict-declarations,      case-officer,     200, vendor",
        "GET,  /conflict-declarations/cases/{id}, auditor,    200, case-officer",
        "POST, /schemes/drafts,             review-lead,      400, decision-maker",
        "GET,  /schemes/drafts,             decision-maker,   200, case-officer",
        "GET,  /schemes/drafts/{id}/content, auditor,         404, case-officer",
        "POST, /schemes/drafts/{id}/publication, decision-maker, 404, review-lead",
        "GET,  /schemes/DEMO/versions/1/impact, review-lead,  200, case-officer",
        "POST, /submissions,                registry-service, 400, intake-officer",
        "POST, /withdrawals,                registry-service, 400, vendor"
    })
    void an_operation_is_open_to_its_roles_only(String method, String path, String role, int status, String other) {
        String url = path.replace("{id}", UUID.randomUUID().toString()).replace("{sha256}", "a".repeat(64));
        as("peter", role).header("If-Match", "*").request(method, url).then().statusCode(status);
        as("paula", other)
                .header("If-Match", "*")
                .request(method, url)
                .then()
                .statusCode(403)
                .body("type", equalTo("/problems/forbidden"));
        Given.anybody()
                .header("If-Match", "*")
                .contentType("application/json")
                .request(method, url)
                .then()
                .statusCode(401);
    }
}
