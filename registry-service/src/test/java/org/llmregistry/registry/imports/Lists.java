package org.llmregistry.registry.imports;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.llmregistry.kernel.testing.Contract;
import org.llmregistry.kernel.testing.Tokens;

/// Lists for tests: the real ones, and small ones that are like them.
public final class Lists {

    static final String KNOWN = "KNOWN_MODELS";
    static final String DECIDED = "EARLIER_DECISIONS";
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Filter CONTRACT = Contract.filter();
    private static JsonPath knownModels;
    private static JsonPath earlierDecisions;

    private Lists() {}

    /// Both real lists, imported once into this database.
    public static synchronized void importReal() {
        if (knownModels == null) {
            knownModels = importList(KNOWN, real("models-cn.csv"));
            earlierDecisions = importList(DECIDED, real("approvals-cn.csv"));
        }
    }

    /// The first import of the real list of models, as it ended.
    static JsonPath knownModels() {
        importReal();
        return knownModels;
    }

    static JsonPath earlierDecisions() {
        importReal();
        return earlierDecisions;
    }

    static byte[] real(String file) {
        try {
            return Files.readAllBytes(Path.of(System.getProperty("repository.root"), "data", file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Lines of a real list, header first.
    static List<String> lines(String file) {
        return new String(real(file), StandardCharsets.UTF_8).lines().toList();
    }

    static byte[] csv(Stream<String> lines) {
        return String.join("\n", lines.toList()).concat("\n").getBytes(StandardCharsets.UTF_8);
    }

    /// A name that no other test uses; two letters that tell nothing follow each other, so that none contains
    /// another.
    public static String unique(String word) {
        return word + "q" + NAMES.incrementAndGet() + "z";
    }

    public static String model(String developer, String name, String since) {
        return "1,1,%s,%s,北京,,Beijing,CN-BJ,通用,true,,,%s,false,,test".formatted(developer, name, since);
    }

    public static String decision(String number, String name, String holder, String on) {
        return "1,filing,1,2025-01,北京市,Beijing,CN-BJ,%s,%s,%s,Beijing,%s,%s,false,,test,test"
                .formatted(name, holder, number, on, on);
    }

    public static byte[] models(String... rows) {
        return csv(Stream.concat(Stream.of(lines("models-cn.csv").getFirst()), Stream.of(rows)));
    }

    public static byte[] decisions(String... rows) {
        return csv(Stream.concat(Stream.of(lines("approvals-cn.csv").getFirst()), Stream.of(rows)));
    }

    /// Every reply is held against the contract.
    public static RequestSpecification anybody() {
        return RestAssured.given().filter(CONTRACT);
    }

    static RequestSpecification registrar() {
        return anybody().auth().oauth2(Tokens.person("registrar", "registrar"));
    }

    static Response post(String kind, boolean dryRun, byte[] list) {
        return registrar()
                .contentType("text/csv")
                .queryParam("kind", kind)
                .queryParam("dryRun", dryRun)
                .body(list)
                .post("/imports");
    }

    public static JsonPath importList(String kind, byte[] list) {
        return ended(post(kind, false, list));
    }

    static JsonPath ended(Response accepted) {
        accepted.then().statusCode(202);
        String path = "/imports/" + accepted.path("id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !registrar().get(path).path("status").equals("RUNNING"));
        return registrar().get(path).jsonPath();
    }

    static List<Map<String, Object>> rows(JsonPath imported, String outcome) {
        return registrar()
                .queryParam("limit", 200)
                .queryParam("outcome", outcome)
                .get("/imports/" + imported.getString("id") + "/rows")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }
}
