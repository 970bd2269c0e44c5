package org.llmregistry.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.testing.Contract;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;

/// Cases in the state that a test needs, made through the API by the persons who would make them.
public final class Given {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CLAUSES = List.of("5.1", "6", "7", "9.3", "9.4");

    private Given() {}

    public static RequestSpecification anybody() {
        return RestAssured.given().filter(Contract.filter());
    }

    public static RequestSpecification as(String person, String... roles) {
        return anybody().auth().oauth2(Tokens.person(person, roles)).contentType("application/json");
    }

    public static RequestSpecification registry() {
        return anybody().auth().oauth2(Tokens.service("registry-service")).contentType("application/json");
    }

    public static ObjectNode submission(UUID applicationId, int revision) {
        ObjectNode submission = Examples.of("receiveSubmission");
        return submission
                .put("messageId", UUID.randomUUID().toString())
                .put("applicationId", applicationId.toString())
                .put("revision", revision);
    }

    /// @return id of the case
    public static String submittedCase() {
        return submittedCase(UUID.randomUUID());
    }

    public static String submittedCase(UUID applicationId) {
        return opened(submission(applicationId, 1));
    }

    /// @param kind INITIAL, RENEWAL, …
    public static String submittedCase(UUID applicationId, String schemeCode, String track, String kind) {
        return opened(submission(applicationId, 1)
                .put("schemeCode", schemeCode)
                .put("track", track)
                .put("kind", kind));
    }

    /// @return id of the case
    static String opened(ObjectNode submission) {
        Response answer = registry().body(submission.toString()).post("/submissions");
        answer.then().statusCode(202);
        return read(answer).get("caseId").asText();
    }

    /// An answer as a tree. A path of RestAssured is a program of Groovy that is compiled each time: what every test
    /// asks for is read in this way.
    public static JsonNode read(Response answer) {
        try {
            return JSON.readTree(answer.asString());
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(answer.asString(), noJson);
        }
    }

    public static String acceptedCase() {
        String id = submittedCase();
        accept(id);
        return id;
    }

    public static void accept(String id) {
        as("ines", "intake-officer").post("/cases/" + id + "/acceptance").then().statusCode(200);
    }

    public static String claimedCase() {
        String id = acceptedCase();
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        return id;
    }

    /// Claimed by oskar; every clause complies, every threshold is met.
    public static String assessedCase() {
        String id = acceptedCase();
        assess(id);
        return id;
    }

    /// Claims an accepted case as oskar; every clause complies, every threshold is met.
    public static void assess(String id) {
        as("oskar", "case-officer").post("/cases/" + id + "/claim").then().statusCode(200);
        CLAUSES.forEach(clause -> verdict(id, clause, "COMPLIES").then().statusCode(200));
        evaluation(id, "content-safety", 1000, 962).then().statusCode(200);
        evaluation(id, "should-refuse", 300, 290).then().statusCode(200);
        evaluation(id, "should-not-refuse", 300, 290).then().statusCode(200);
    }

    /// Recommended by rita.
    public static String recommendedCase() {
        String id = assessedCase();
        recommendation(id, "rita", "GRANT").then().statusCode(200);
        return id;
    }

    public static Response verdict(String id, String clause, String verdict) {
        return as("oskar", "case-officer")
                .header("If-Match", "\"0\"")
                .body(Examples.with("recordVerdict", "verdict", verdict).toString())
                .put("/cases/" + id + "/assessments/" + clause);
    }

    public static Response evaluation(String id, String suite, long sampled, long passed) {
        return as("oskar", "case-officer")
                .body(Map.of("suite", suite, "party", "ACCEPTED", "sampled", sampled, "passed", passed))
                .post("/cases/" + id + "/evaluations");
    }

    /// Commits to a draw of each suite as oskar; the vendor hands its banks in.
    public static void drawnBanks(String id, String application, List<String> suites) {
        for (String suite : suites) {
            Response draw = as("oskar", "case-officer")
                    .body(Map.of("suite", suite, "size", 300))
                    .post("/cases/" + id + "/draws");
            draw.then().statusCode(201);
            bank(application, read(draw).get("number").asInt()).then().statusCode(202);
        }
    }

    public static Response bank(String application, int number) {
        ObjectNode message = Examples.of("receiveBank");
        message.put("messageId", UUID.randomUUID().toString())
                .put("applicationId", application)
                .put("number", number);
        return registry().body(message.toString()).post("/bank-digests");
    }

    public static Response recommendation(String id, String person, String outcome) {
        return as(person, "second-reader")
                .body(Examples.with("recommend", "outcome", outcome).toString())
                .post("/cases/" + id + "/recommendation");
    }

    /// A grant, although one threshold that can be waived is not shown to be met.
    public static Response departure(String id, String person, String threshold) {
        ObjectNode recommendation = Examples.with("recommend", "outcome", "GRANT");
        recommendation
                .withArray("departures")
                .addObject()
                .put("threshold", threshold)
                .put("reason", "One more in 300.");
        return as(person, "second-reader").body(recommendation.toString()).post("/cases/" + id + "/recommendation");
    }

    public static Response decision(String id, String person, String outcome) {
        Map<String, Object> decision =
                new HashMap<>(Map.of("outcome", outcome, "reasons", "As recommended.", "conditions", List.of()));
        if (outcome.equals("REFUSED")) {
            decision.put("legalBasis", "Article 38");
            decision.put(
                    "clauseReasons", List.of(Map.of("clause", "9.4", "reason", "It answers what it should refuse.")));
        }
        return as(person, "decision-maker").body(decision).post("/cases/" + id + "/decision");
    }
}
