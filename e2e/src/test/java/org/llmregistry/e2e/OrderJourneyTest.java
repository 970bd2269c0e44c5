package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// After the licence, and before it: what the two services tell each other about orders, appeals and bases.
class OrderJourneyTest {

    private static String scheme;

    @BeforeAll
    static void publish() throws IOException {
        scheme = publish("requiresBaseLicence: false", "requiresBaseLicence: true");
    }

    @Test
    void a_suspension_by_two_persons_reaches_the_public_and_a_panel_sets_it_aside() {
        Journey journey = new Journey();
        journey.walkToDecision();
        String number = journey.awaitLicence();
        ObjectNode suspension = Contracts.example(Contracts.REVIEW, "proposeOrder");
        suspension.remove("scope");
        suspension
                .put("caseId", journey.caseId)
                .put("sanction", "SUSPEND")
                .put("endCondition", "The filter is mended.");
        String order = Journey.post(Stack.as("decider"), Stack.review("/orders"), suspension, 201)
                .getString("id");
        Stack.as("lead")
                .get(Stack.review("/orders/" + order + "/reach"))
                .then()
                .statusCode(200)
                .body("licenceNumber", equalTo(number))
                .body("licences.count", equalTo(0));

        await().atMost(Journey.PATIENCE).until(() -> ordersOf(journey, number), List.of("PROPOSED")::equals);
        Journey.post(
                journey.vendor(),
                Stack.registry("/licences/" + number + "/order-hearing-statement"),
                Contracts.example(Contracts.REGISTRY, "stateOnOrder"),
                200);
        await().atMost(Journey.PATIENCE).until(() -> orderField(order, "statement"), Objects::nonNull);
        Journey.post(Stack.as("decider-two"), Stack.review("/orders/" + order + "/confirmation"), null, 200);
        await().atMost(Journey.PATIENCE).until(() -> statusOf(number), "SUSPENDED"::equals);
        RestAssured.given()
                .contentType("application/json")
                .body(Map.of("digests", List.of(journey.weightDigest)))
                .post(Stack.registry("/verifications"))
                .then()
                .body("verdict", equalTo("NOT_IN_FORCE"));

        Journey.post(
                journey.vendor(),
                Stack.registry("/licences/" + number + "/orders/" + order + "/appeal"),
                Contracts.example(Contracts.REGISTRY, "appealOrder"),
                200);
        await().atMost(Journey.PATIENCE)
                .until(() -> Stack.as("auditor")
                                .get(Stack.review("/orders/" + order + "/appeal"))
                                .statusCode()
                        == 200);
        for (String member : List.of("appeal-one", "appeal-two")) {
            Journey.post(
                    Stack.as(member),
                    Stack.review("/orders/" + order + "/appeal/votes"),
                    Contracts.example(Contracts.REVIEW, "voteOnOrder"),
                    200);
        }
        await().atMost(Journey.PATIENCE).until(() -> statusOf(number), "ACTIVE"::equals);
        assertThat(journey.awaitEvents("licences/" + number, 6))
                .containsExactly(
                        "licence.granted",
                        "licence.order-announced",
                        "licence.order-answered",
                        "licence.suspended",
                        "licence.order-appealed",
                        "licence.order-set-aside");
    }

    @Test
    void nothing_is_granted_on_a_base_without_a_licence_where_the_scheme_asks_for_one() {
        Journey journey = new Journey();
        journey.scheme = scheme;
        journey.madeFrom = "LLaMA-2-70B";
        journey.registerVendor();
        journey.registerModel();
        journey.registerVersion();
        await().atMost(Journey.PATIENCE.multipliedBy(2)).until(journey::isDrafted);
        journey.fillInDossier();
        journey.submit();
        journey.awaitCase();
        journey.accept();
        journey.claim();
        journey.recordEvaluations();
        journey.assess();
        journey.recommend();
        Response refusal = Stack.as("decider")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Contracts.example(Contracts.REVIEW, "decide").toString())
                .post(journey.caseUrl("/decision"));
        assertThat(refusal.statusCode()).isEqualTo(409);
        assertThat(refusal.jsonPath().getString("type")).isEqualTo("/problems/base-licence-not-in-force");
        assertThat(refusal.jsonPath().getString("detail")).isEqualTo("LLaMA-2-70B is UNLICENSED.");
    }

    @Test
    void a_refused_vendor_reads_the_letter_of_the_office_and_a_panel_grants_on_its_appeal() {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCase();
        journey.accept();
        journey.claim();
        journey.recordEvaluations();
        journey.assess();
        journey.recommend();
        ObjectNode refusal = Contracts.example(Contracts.REVIEW, "decide").put("outcome", "REFUSED");
        refusal.putArray("conditions");
        Journey.post(Stack.as("decider"), journey.caseUrl("/decision"), refusal, 200);
        await().atMost(Journey.PATIENCE).until(journey::applicationStatus, "REFUSED"::equals);
        journey.vendor()
                .get(journey.application("/decision"))
                .then()
                .statusCode(200)
                .body("legalBasis", equalTo("Scheme DEMO, clause 7"))
                .body("clauseReasons.clause", contains("7"));
        byte[] letter = letter(journey.vendor(), journey.application("/decision/letter"), "text/html");
        assertThat(letter)
                .isEqualTo(letter(Stack.as("auditor"), journey.caseUrl("/decision/letter"), "text/html"))
                .asString(StandardCharsets.UTF_8)
                .contains("The application is refused.");
        assertThat(letter(journey.vendor(), journey.application("/decision/letter"), "application/pdf"))
                .startsWith("%PDF".getBytes(StandardCharsets.UTF_8));
        Journey.post(
                journey.vendor(),
                journey.application("/appeals"),
                Contracts.example(Contracts.REGISTRY, "lodgeAppeal"),
                201);
        await().atMost(Journey.PATIENCE).until(journey::caseStatus, "UNDER_APPEAL"::equals);
        for (String member : List.of("appeal-one", "appeal-two")) {
            Journey.post(
                    Stack.as(member),
                    journey.caseUrl("/appeal/votes"),
                    Contracts.example(Contracts.REVIEW, "voteOnAppeal"),
                    200);
        }
        assertThat(journey.awaitLicence()).startsWith("DEMO-");
        journey.vendor().get(journey.application("/decision")).then().body("outcome", equalTo("GRANTED"));
    }

    private static byte[] letter(RequestSpecification reader, String url, String mediaType) {
        return reader.accept(mediaType)
                .get(url)
                .then()
                .statusCode(200)
                .contentType(startsWith(mediaType))
                .extract()
                .asByteArray();
    }

    /// DEMO with a change, from today on, published by two persons.
    private static String publish(String rule, String other) throws IOException {
        String code = "E2E-" + UUID.randomUUID().toString().substring(0, 8);
        Path demo =
                Path.of(System.getProperty("repository.root"), "review-service/src/main/resources/schemes/demo-1.yaml");
        String text = Files.readString(demo)
                .replace("code: DEMO\n", "code: %s\n".formatted(code))
                .replace("effectiveFrom: 2026-01-01", "effectiveFrom: " + LocalDate.now(ZoneId.of("Asia/Shanghai")))
                .replace(rule, other);
        String draft = Stack.as("lead")
                .contentType("application/yaml")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post(Stack.review("/schemes/drafts"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Journey.post(Stack.as("decider"), Stack.review("/schemes/drafts/" + draft + "/publication"), null, 200);
        return code;
    }

    private static List<String> ordersOf(Journey journey, String number) {
        return journey.vendor()
                .get(Stack.registry("/licences/" + number + "/orders"))
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    private static String orderField(String order, String field) {
        return Stack.as("auditor")
                .get(Stack.review("/orders/" + order))
                .then()
                .statusCode(200)
                .extract()
                .path(field);
    }

    private static String statusOf(String number) {
        return RestAssured.get(Stack.registry("/licences/" + number))
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }
}
