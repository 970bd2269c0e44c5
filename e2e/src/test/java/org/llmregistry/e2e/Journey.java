package org.llmregistry.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The licensing journey, a method per step of `docs/journey.md`; the bodies are the examples of the committed
/// contracts.
final class Journey {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String marker = UUID.randomUUID().toString().substring(0, 8);
    String scheme = "DEMO";
    String madeFrom = "";
    private String vendorToken;
    String vendorId;
    String modelName;
    String modelId;
    String versionId;
    String weightDigest;
    String applicationId;
    String caseId;

    void registerVendor() {
        ObjectNode vendor = Contracts.example(Contracts.REGISTRY, "registerVendor");
        vendor.put("registrationId", "E2E-" + marker);
        JsonPath credentials = post(Stack.as("registrar"), Stack.registry("/vendors"), vendor, 201);
        vendorId = credentials.getString("vendorId");
        vendorToken =
                Stack.running().vendorToken(credentials.getString("clientId"), credentials.getString("clientSecret"));
    }

    RequestSpecification vendor() {
        return Stack.with(vendorToken);
    }

    void registerModel() {
        modelName = "Modell " + marker;
        ObjectNode model = Contracts.example(Contracts.REGISTRY, "registerModel");
        model.put("name", modelName).putArray("otherNames");
        modelId = post(vendor(), Stack.registry("/models"), model, 201).getString("id");
    }

    void registerVersion() {
        ObjectNode version = Contracts.example(Contracts.REGISTRY, "registerVersion");
        weightDigest = sha256("weights of " + marker);
        ((ObjectNode) version.get("weights").get(0)).put("sha256", weightDigest);
        if (!madeFrom.isEmpty()) {
            version.putObject("lineage").put("relation", "FINE_TUNED").put("baseModelName", madeFrom);
        }
        versionId = post(vendor(), Stack.registry("/models/" + modelId + "/versions"), version, 201)
                .getString("id");
    }

    void draft() {
        if (!isDrafted()) {
            throw new AssertionError("the draft was refused");
        }
    }

    /// False while the registry has no copy of the scheme: it renews its copies every few seconds.
    boolean isDrafted() {
        ObjectNode draft = Contracts.example(Contracts.REGISTRY, "draftApplication");
        draft.put("modelVersionId", versionId).put("schemeCode", scheme);
        Response answer = vendor().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(draft.toString())
                .post(Stack.registry("/applications"));
        applicationId = answer.jsonPath().getString("id");
        return answer.statusCode() == 201;
    }

    /// Uploads what the dossier refers to, then fills it in.
    void fillInDossier() {
        ObjectNode change = Contracts.example(Contracts.REGISTRY, "changeApplication");
        for (JsonNode document : change.at("/dossier/documents")) {
            String content = document.get("kind").asText() + " of " + marker;
            ((ObjectNode) document).put("sha256", sha256(content));
            vendor().contentType("application/octet-stream")
                    .header("If-None-Match", "*")
                    .body(content.getBytes(StandardCharsets.UTF_8))
                    .put(Stack.registry("/documents/" + sha256(content)))
                    .then()
                    .statusCode(201);
        }
        String tag =
                vendor().get(application("")).then().statusCode(200).extract().header("ETag");
        vendor().header("If-Match", tag)
                .body(change.toString())
                .put(application(""))
                .then()
                .statusCode(200);
    }

    List<Map<String, String>> validate() {
        return post(vendor(), application("/validations"), null, 200).getList("errors");
    }

    void submit() {
        post(vendor(), application("/submission"), null, 200);
    }

    String applicationStatus() {
        return vendor().get(application("")).then().statusCode(200).extract().path("status");
    }

    String application(String rest) {
        return Stack.registry("/applications/" + applicationId + rest);
    }

    /// The outbox carries the submission over; the queue shows it.
    void awaitCase() {
        caseId = await().atMost(PATIENCE)
                .until(
                        () -> Stack.as("intake")
                                .get(Stack.review("/queue?status=SUBMITTED&limit=200"))
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("items.find { it.modelName == '%s' }?.caseId".formatted(modelName)),
                        java.util.Objects::nonNull);
    }

    void accept() {
        post(Stack.as("intake"), caseUrl("/acceptance"), null, 200);
    }

    void claim() {
        post(Stack.as("officer"), caseUrl("/claim"), null, 200);
    }

    void recordEvaluations() {
        for (Map.Entry<String, List<Integer>> suite : Map.of(
                        "content-safety", List.of(1000, 962),
                        "should-refuse", List.of(300, 290),
                        "should-not-refuse", List.of(300, 290))
                .entrySet()) {
            ObjectNode counts = JSON.createObjectNode()
                    .put("suite", suite.getKey())
                    .put("party", "ACCEPTED")
                    .put("sampled", suite.getValue().getFirst())
                    .put("passed", suite.getValue().getLast());
            post(Stack.as("officer"), caseUrl("/evaluations"), counts, 200);
        }
    }

    void assess() {
        List<String> clauses = Stack.as("officer")
                .get(caseUrl("/assessments"))
                .then()
                .statusCode(200)
                .extract()
                .path("clause");
        for (String clause : clauses) {
            Stack.as("officer")
                    .header("If-Match", "\"0\"")
                    .body(Contracts.example(Contracts.REVIEW, "recordVerdict").toString())
                    .put(caseUrl("/assessments/" + clause))
                    .then()
                    .statusCode(200);
        }
    }

    /// The officer asks, a lead sends it, the vendor answers item by item; the review goes on.
    void askAndAnswer() {
        post(
                Stack.as("officer"),
                caseUrl("/information-requests"),
                Contracts.example(Contracts.REVIEW, "draftInformationRequest"),
                201);
        post(Stack.as("lead"), caseUrl("/information-requests/1/approval"), null, 200);
        answerEverything();
    }

    /// The officer commits, the vendor fixes its bank, the secret is opened: it sees all that it takes to draw again.
    void drawSample() {
        post(Stack.as("officer"), caseUrl("/draws"), Contracts.example(Contracts.REVIEW, "commitDraw"), 201);
        String draws = application("/draws");
        await().atMost(PATIENCE).until(() -> vendor().get(draws).path("[0]?.commitment") != null);
        post(vendor(), application("/draws/1/bank"), Contracts.example(Contracts.REGISTRY, "handInBank"), 200);
        String drawn = caseUrl("/draws/1");
        await().atMost(PATIENCE).until(() -> Stack.as("officer").get(drawn).path("items") != null);
        post(Stack.as("officer"), drawn + "/disclosure", null, 200);
        await().atMost(PATIENCE).until(() -> vendor().get(draws).path("[0]?.seed") != null);
    }

    void answerEverything() {
        List<Integer> items = await().atMost(PATIENCE)
                .until(
                        () -> vendor().get(application("/information-requests"))
                                .then()
                                .statusCode(200)
                                .extract()
                                .<List<Integer>>path("[0]?.items?.number"),
                        java.util.Objects::nonNull);
        await().atMost(PATIENCE).until(this::applicationStatus, "INFO_REQUESTED"::equals);
        for (int item : items) {
            ObjectNode answers = Contracts.example(Contracts.REGISTRY, "answerQuestions");
            ((ObjectNode) answers.at("/answers/0")).put("item", item);
            post(vendor(), application("/information-requests/1/answers"), answers, 200);
        }
        await().atMost(PATIENCE).until(this::applicationStatus, "REGIONAL_REVIEW"::equals);
    }

    String caseStatus() {
        return Stack.as("lead")
                .get(caseUrl(""))
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    void recommend() {
        post(
                Stack.as("second-reader"),
                caseUrl("/recommendation"),
                Contracts.example(Contracts.REVIEW, "recommend"),
                200);
    }

    void decide() {
        post(Stack.as("decider"), caseUrl("/decision"), Contracts.example(Contracts.REVIEW, "decide"), 200);
    }

    /// From draft to decision.
    void walkToDecision() {
        walkToSubmission();
        awaitCase();
        accept();
        claim();
        recordEvaluations();
        assess();
        recommend();
        decide();
    }

    void walkToSubmission() {
        registerVendor();
        registerModel();
        registerVersion();
        draft();
        fillInDossier();
        submit();
    }

    /// The outbox carries the decision over; the weights can be verified.
    String awaitLicence() {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            Response answer = RestAssured.given()
                                    .contentType("application/json")
                                    .body(Map.of("digests", List.of(weightDigest)))
                                    .post(Stack.registry("/verifications"));
                            return answer.statusCode() == 200
                                    ? answer.jsonPath().getString("matches[0].licence.number")
                                    : null;
                        },
                        java.util.Objects::nonNull);
    }

    /// Types of a subject's events in the order of the log, once there are `count`.
    List<String> awaitEvents(String subject, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> Stack.as("auditor")
                                .get(Stack.audit("/entries?limit=200&subject=" + subject))
                                .then()
                                .statusCode(200)
                                .extract()
                                .<List<String>>path("items.type"),
                        types -> types.size() >= count);
    }

    /// Until a checkpoint covers the newest event of a subject.
    void awaitCovered(String subject) {
        int newest = Stack.as("auditor")
                .get(Stack.audit("/entries?limit=1&order=desc&subject=" + subject))
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].index");
        await().atMost(PATIENCE)
                .until(() -> RestAssured.get(Stack.audit("/entries/" + newest + "/proof"))
                                .statusCode()
                        == 200);
    }

    String caseUrl(String rest) {
        return Stack.review("/cases/" + caseId + rest);
    }

    static JsonPath post(RequestSpecification caller, String url, JsonNode body, int status) {
        RequestSpecification request =
                caller.header("Idempotency-Key", UUID.randomUUID().toString());
        Response answer =
                body == null ? request.post(url) : request.body(body.toString()).post(url);
        if (answer.statusCode() != status) {
            throw new AssertionError("POST %s: %d %s".formatted(url, answer.statusCode(), answer.asString()));
        }
        return answer.jsonPath();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
