package org.llmregistry.registry;

import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each operation with a role that may (the answer is about the missing thing or body) and one that may not.
@RegistryServiceTest
class RolesTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /vendors,                             registrar,      400, vendor",
        "GET,  /vendors,                             registrar,      200, vendor",
        "GET,  /vendors/{id},                        registrar,      404, case-officer",
        "POST, /vendors/{id}/client-secret,          registrar,      404, vendor",
        "POST, /models,                              vendor,         400, registrar",
        "GET,  /models,                              vendor,         403, registrar",
        "GET,  /models/{id},                         vendor,         404, auditor",
        "PUT,  /models/{id},                         vendor,         400, registrar",
        "POST, /models/{id}/versions,                vendor,         400, registrar",
        "GET,  /models/{id}/versions,                vendor,         404, registrar",
        "GET,  /models/{id}/versions/{id},           vendor,         404, registrar",
        "GET,  /models/{id}/versions/{id}/weights,   vendor,         404, registrar",
        "GET,  /documents,                           vendor,         403, registrar",
        "GET,  /documents/{sha256},                  vendor,         404, case-officer",
        "POST, /applications,                        vendor,         400, registrar",
        "GET,  /applications,                        vendor,         403, decision-maker",
        "GET,  /applications/{id},                   vendor,         404, review-service",
        "PUT,  /applications/{id},                   vendor,         400, registrar",
        "POST, /applications/{id}/validations,       vendor,         404, registrar",
        "POST, /applications/{id}/submission,        vendor,         404, registrar",
        "POST, /applications/{id}/withdrawal,        vendor,         400, registrar",
        "GET,  /applications/{id}/timeline,          vendor,         404, registrar",
        "GET,  /applications/{id}/revisions/1,       vendor,         404, registrar",
        "GET,  /applications/{id}/revisions/1/diff,  vendor,         404, registrar",
        "GET,  /applications/{id}/licence-diff,      vendor,         404, registrar",
        "GET,  /applications/{id}/hearings, vendor, 404, registrar",
        "POST, /applications/{id}/hearings, review-service, 400, vendor",
        "POST, /applications/{id}/hearings/1/statement, vendor, 400, review-service",
        "GET,  /applications/{id}/appeals, vendor, 404, registrar",
        "POST, /applications/{id}/appeals, vendor, 400, review-service",
        "GET,  /applications/{id}/information-requests, vendor, 404, registrar",
        "POST, /applications/{id}/information-requests, review-service, 400, vendor",
        "GET,  /applications/{id}/clocks, vendor, 404, registrar",
        "GET,  /applications/{id}/draws, vendor, 404, registrar",
        "POST, /applications/{id}/draws, review-service, 400, vendor",
        "POST, /applications/{id}/draws/1/bank, vendor, 400, review-service",
        "POST, /applications/{id}/answer-warnings, review-service, 400, vendor",
        "POST, /applications/{id}/information-requests/1/answers, vendor, 400, review-service",
        "POST, /applications/{id}/review-progress,   review-service, 400, vendor",
        "GET,  /applications/{id}/base-licences,     review-service, 200, vendor",
        "POST, /orders,                              review-service, 400, vendor",
        "GET,  /orders/reach?applicationId={id},     review-service, 404, vendor",
        "POST, /licences/{id}/order-hearing-statement, vendor,       400, review-service",
        "POST, /licences/{id}/orders/{id}/appeal,    vendor,         400, review-service"
    })
    void an_operation_is_open_to_its_role_only(String method, String path, String role, int status, String other) {
        String url = path.replace("{id}", UUID.randomUUID().toString()).replace("{sha256}", "a".repeat(64));
        Given.as("peter", role)
                .header("If-Match", "*")
                .request(method, url)
                .then()
                .statusCode(status);
        Given.as("paula", other)
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
                .statusCode(401)
                .body("type", equalTo("/problems/unauthenticated"));
    }
}
