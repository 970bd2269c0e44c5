package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Walks `docs/journey.md` from a vendor's first call to a verified entry in the register and the log.
class JourneyTest {

    @Test
    void a_vendor_gets_a_licence_that_anybody_can_verify_and_an_auditor_can_follow() {
        Journey journey = new Journey();
        journey.registerVendor();
        journey.registerModel();
        journey.registerVersion();
        journey.draft();
        assertThat(journey.validate()).isNotEmpty();
        journey.fillInDossier();
        assertThat(journey.validate()).isEmpty();
        journey.submit();
        journey.awaitCase();
        journey.accept();
        journey.claim();
        journey.recordEvaluations();
        journey.assess();
        journey.recommend();
        journey.decide();

        String number = journey.awaitLicence();
        assertThat(number).matches("DEMO-20\\d\\d-\\d{6}-[0-9A-Z*]");
        RestAssured.get(Stack.registry("/licences/" + number))
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("modelName", equalTo(journey.modelName))
                .body("conditions.code", equalTo(List.of("KEYWORDS")));
        RestAssured.given()
                .queryParam("q", journey.modelName)
                .get(Stack.registry("/register"))
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of(journey.modelName)));
        assertThat(journey.applicationStatus()).isEqualTo("APPROVED");

        assertThat(journey.awaitEvents("cases/" + journey.caseId, 13))
                .containsExactly(
                        "case.opened",
                        "case.accepted",
                        "case.claimed",
                        "evaluation.recorded",
                        "evaluation.recorded",
                        "evaluation.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "assessment.recorded",
                        "case.recommended",
                        "case.decided");
        assertThat(journey.awaitEvents("vendors/" + journey.vendorId, 1)).startsWith("vendor.registered");
        assertThat(journey.awaitEvents("licences/" + number, 1)).containsExactly("licence.granted");
        assertThat(journey.awaitEvents("applications/" + journey.applicationId, 4))
                .startsWith("application.drafted", "application.changed", "application.submitted");
        tellAfterTheGrant(journey, number);
    }

    @Test
    void questions_and_a_draw_go_to_the_vendor_and_its_answers_and_bank_come_back() {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCase();
        journey.accept();
        journey.claim();
        journey.askAndAnswer();
        assertThat(journey.caseStatus()).isEqualTo("REGIONAL_REVIEW");
        journey.drawSample();
        journey.vendor()
                .get(journey.application("/clocks"))
                .then()
                .statusCode(200)
                .body("code", equalTo(List.of("ACCEPTANCE", "REVIEW")))
                .body("state", equalTo(List.of("CLOSED", "RUNNING")));
        assertThat(journey.awaitEvents("cases/" + journey.caseId, 10))
                .containsExactly(
                        "case.opened",
                        "case.accepted",
                        "case.claimed",
                        "information-request.drafted",
                        "information-request.sent",
                        "information-request.answered",
                        "information-request.answered",
                        "draw.committed",
                        "draw.made",
                        "draw.disclosed");
        for (String path : List.of("", "/timeline", "/information-requests", "/hearings", "/appeals")) {
            String seen = journey.vendor()
                    .get(journey.application(path))
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            for (String person : List.of("intake", "officer", "lead")) {
                assertThat(seen)
                        .as("%s in %s", person, path)
                        .doesNotContain(Stack.subjectOf(person))
                        .doesNotContain("\"" + person + "\"");
            }
        }
    }

    @Test
    void a_vendor_sees_and_touches_its_own_things_only() {
        Journey one = new Journey();
        one.registerVendor();
        one.registerModel();
        one.registerVersion();
        one.draft();
        Journey other = new Journey();
        other.registerVendor();
        for (String path : List.of(
                "/vendors/" + one.vendorId,
                "/models/" + one.modelId,
                "/applications/" + one.applicationId,
                "/applications/" + one.applicationId + "/timeline")) {
            one.vendor().get(Stack.registry(path)).then().statusCode(200);
            other.vendor()
                    .get(Stack.registry(path))
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/not-found"));
        }
        other.vendor().post(one.application("/submission")).then().statusCode(404);
        other.vendor().get(Stack.review("/queue")).then().statusCode(401); // made for registry-service only
    }

    /// Figures of the real lists (domain reference, section 6).
    @ParameterizedTest
    @CsvSource({"2023-08-31, 8", "2023-12-31, 61", "2024-01-31, 86"})
    void the_register_knows_what_was_licensed_on_any_day(String day, int licensed) {
        RestAssured.get(Stack.registry("/register/statistics?asOf=" + day))
                .then()
                .statusCode(200)
                .body("licensed", equalTo(licensed));
    }

    @Test
    void the_register_knows_the_245_models_of_january_2024_and_who_was_licensed_besides() {
        var figures = RestAssured.get(Stack.registry("/register/statistics?asOf=2024-01-11"))
                .then()
                .statusCode(200)
                .body("listed", equalTo(245))
                .extract();
        assertThat(figures.<Integer>path("known")).isEqualTo(245 + figures.<Integer>path("knownByLicenceOnly"));
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of("licenceNumber", "Beijing-WenXinYiYan-20230821"))
                .post(Stack.registry("/verifications"))
                .then()
                .statusCode(200)
                .body("matches.licence.modelName", equalTo(List.of("文心一言")));
        RestAssured.given()
                .queryParam("q", "文心")
                .get(Stack.registry("/register"))
                .then()
                .body("items.name", hasItem("文心一言"));
    }

    @Test
    void every_service_offers_its_contract_and_its_swagger_ui() {
        for (String service : List.of("registry", "review", "audit")) {
            RestAssured.get(Stack.running().url(service) + "/q/openapi")
                    .then()
                    .statusCode(200)
                    .body(startsWith("---"));
            RestAssured.get(Stack.running().url(service) + "/q/swagger-ui/")
                    .then()
                    .statusCode(200);
        }
    }

    /// A change that waits and an incident reach the office; its objection comes back.
    private static void tellAfterTheGrant(Journey journey, String number) {
        String licence = Stack.registry("/licences/" + number);
        ObjectNode change = Contracts.example(Contracts.REGISTRY, "notifyChange")
                .put("changeClass", "2")
                .put("effectiveOn", LocalDate.now().plusDays(60).toString());
        Journey.post(journey.vendor(), licence + "/changes", change, 201);
        Journey.post(
                journey.vendor(), licence + "/incidents", Contracts.example(Contracts.REGISTRY, "reportIncident"), 201);
        Callable<String> told = () -> Stack.as("officer")
                .get(Stack.review("/licence-changes?caseId=" + journey.caseId))
                .path("items[0]?.id");
        String id = await().atMost(Journey.PATIENCE).until(told, Objects::nonNull);
        Journey.post(
                Stack.as("officer"),
                Stack.review("/licence-changes/" + id + "/objection"),
                Contracts.example(Contracts.REVIEW, "objectToChange"),
                200);
        Callable<String> status =
                () -> journey.vendor().get(licence + "/changes/1").path("status");
        await().atMost(Journey.PATIENCE).until(status, "OBJECTED"::equals);
        Callable<Integer> incidents = () -> Stack.as("officer")
                .get(Stack.review("/incidents?caseId=" + journey.caseId))
                .path("total.count");
        await().atMost(Journey.PATIENCE).until(incidents, Integer.valueOf(1)::equals);
    }

    /// Documents are the vendor's secrets: a reviewer reads them through its case, and the log says who did.
    @Test
    void a_reviewer_reads_the_documents_of_its_case_and_the_log_says_so() {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCase();
        String sha256 = Stack.as("officer")
                .get(journey.caseUrl(""))
                .then()
                .statusCode(200)
                .extract()
                .path("dossier.documents[0].sha256");
        byte[] document = Stack.as("officer")
                .get(journey.caseUrl("/documents/" + sha256))
                .then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"" + sha256 + "\"")
                .extract()
                .asByteArray();
        assertThat(Journey.sha256(new String(document, StandardCharsets.UTF_8))).isEqualTo(sha256);
        assertThat(journey.awaitEvents("cases/" + journey.caseId, 2)).containsExactly("case.opened", "document.read");
        Stack.as("auditor")
                .get(Stack.audit("/entries?type=document.read&subject=cases/" + journey.caseId))
                .then()
                .body("items.actor", equalTo(List.of(Stack.subjectOf("officer"))))
                .body("items[0].data.sha256", equalTo(sha256));
        Stack.as("officer")
                .get(journey.caseUrl("/documents/" + "0".repeat(64)))
                .then()
                .statusCode(404);
        Stack.as("auditor").get(journey.caseUrl("/documents/" + sha256)).then().statusCode(403);
    }
}
