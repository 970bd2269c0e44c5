package org.llmregistry.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.llmregistry.kernel.testing.Contract;
import org.llmregistry.kernel.testing.Examples;
import org.llmregistry.kernel.testing.Tokens;

/// Vendors and their things in the state that a test needs, made through the API.
public final class Given {

    private static final Filter CONTRACT = Contract.filter();
    private static final Map<String, String> SCHEMES = new ConcurrentHashMap<>();
    private static final List<String> DOCUMENTS =
            List.of("Security assessment report of ERNIE 4.0\n", "Service agreement and privacy policy of ERNIE 4.0\n");

    private Given() {}

    public static RequestSpecification anybody() {
        return RestAssured.given().filter(CONTRACT);
    }

    public static RequestSpecification as(String person, String... roles) {
        return anybody().auth().oauth2(Tokens.person(person, roles)).contentType("application/json");
    }

    public static RequestSpecification registrar() {
        return as("renate", "registrar");
    }

    public static RequestSpecification vendor(UUID id) {
        return anybody().auth().oauth2(Tokens.vendor(id)).contentType("application/json");
    }

    public static RequestSpecification review() {
        return anybody().auth().oauth2(Tokens.service("review-service")).contentType("application/json");
    }

    /// The identity provider is down in these tests; the vendor is registered all the same.
    public static UUID registeredVendor() {
        String registrationId = unique("REG");
        registrar()
                .body(Examples.with("registerVendor", "registrationId", registrationId)
                        .toString())
                .post("/vendors")
                .then()
                .statusCode(503);
        return UUID.fromString(registrar()
                .get("/vendors?registrationId=" + registrationId)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].id"));
    }

    public static String model(UUID vendor) {
        return created(vendor, "/models", Examples.with("registerModel", "name", unique("Model")));
    }

    public static String version(UUID vendor) {
        return created(vendor, "/models/" + model(vendor) + "/versions", Examples.of("registerVersion"));
    }

    public static void documents(UUID vendor) {
        for (String content : DOCUMENTS) {
            vendor(vendor)
                    .contentType("application/octet-stream")
                    .header("If-None-Match", "*")
                    .body(content.getBytes(StandardCharsets.UTF_8))
                    .put("/documents/" + org.llmregistry.kernel.web.Digests.sha256Hex(content))
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
        }
    }

    /// A fresh draft; nothing but what is known of vendor and version stands in it.
    public static String draft(UUID vendor) {
        demoScheme();
        return created(vendor, "/applications", Examples.with("draftApplication", "modelVersionId", version(vendor)));
    }

    /// A draft that may be submitted.
    public static String completeDraft(UUID vendor) {
        documents(vendor);
        String id = draft(vendor);
        change(vendor, id, Examples.of("changeApplication")).then().statusCode(200);
        return id;
    }

    public static String submitted(UUID vendor) {
        String id = completeDraft(vendor);
        vendor(vendor).post("/applications/" + id + "/submission").then().statusCode(200);
        return id;
    }

    public static Response change(UUID vendor, String application, ObjectNode change) {
        return vendor(vendor)
                .header(
                        "If-Match",
                        vendor(vendor).get("/applications/" + application).header("ETag"))
                .body(change.toString())
                .put("/applications/" + application);
    }

    /// Under review, with the questions of the contract's example open.
    public static String asked(UUID vendor) {
        String id = submitted(vendor);
        for (String status : List.of("ACCEPTED", "REGIONAL_REVIEW", "INFO_REQUESTED")) {
            reported(id, status).then().statusCode(202);
        }
        review().body(Examples.with("receiveQuestions", "messageId", UUID.randomUUID())
                        .toString())
                .post("/applications/" + id + "/information-requests")
                .then()
                .statusCode(202);
        return id;
    }

    /// Under review, with the commitment to a draw of the contract's example.
    public static String drawn(UUID vendor) {
        String id = submitted(vendor);
        reported(id, "ACCEPTED").then().statusCode(202);
        review().body(Examples.with("receiveDraw", "messageId", UUID.randomUUID())
                        .toString())
                .post("/applications/" + id + "/draws")
                .then()
                .statusCode(202);
        return id;
    }

    /// With the notice of the contract's example.
    public static String noticed(UUID vendor) {
        String id = submitted(vendor);
        reported(id, "ACCEPTED").then().statusCode(202);
        reported(id, "DECISION_PROPOSED").then().statusCode(202);
        review().body(Examples.with("receiveNotice", "messageId", UUID.randomUUID())
                        .toString())
                .post("/applications/" + id + "/hearings")
                .then()
                .statusCode(202);
        return id;
    }

    /// Decided now as review says.
    public static String decided(UUID vendor, String outcome) {
        String id = submitted(vendor);
        reported(id, "ACCEPTED").then().statusCode(202);
        reported(id, "DECISION_PROPOSED").then().statusCode(202);
        decide(id, outcome).then().statusCode(202);
        return id;
    }

    /// A licence granted now, on the dossier of the contract's example.
    ///
    /// @return its number
    public static String licence(UUID vendor) {
        String application = decided(vendor, "GRANTED");
        return texts("SELECT number FROM licence WHERE application_id = CAST(? AS uuid)", application)
                .getFirst();
    }

    public static Response decide(String id, String outcome) {
        ObjectNode decision = Examples.with("receiveDecision", "messageId", UUID.randomUUID())
                .put("applicationId", id)
                .put("outcome", outcome)
                .put("decidedAt", Instant.now().toString());
        if (!outcome.equals("GRANTED_WITH_CONDITIONS")) {
            decision.putArray("conditions");
        }
        return review().body(decision.toString()).post("/decisions");
    }

    /// What review reports now.
    public static Response reportedNow(String application, String status) {
        return review().body(Examples.with("reportProgress", "messageId", UUID.randomUUID())
                        .put("status", status)
                        .put("at", Instant.now().toString())
                        .toString())
                .post("/applications/" + application + "/review-progress");
    }

    /// What review reports about the application's case.
    public static Response reported(String application, String status) {
        return review().body(Examples.with("reportProgress", "messageId", UUID.randomUUID())
                        .put("status", status)
                        .toString())
                .post("/applications/" + application + "/review-progress");
    }

    public static void demoScheme() {
        scheme("demo-1.yaml");
    }

    /// A copy of the very file that review-service publishes.
    public static void scheme(String file) {
        update("""
                INSERT INTO scheme_copy (code, version, effective_from, content, copied_at)
                SELECT scheme ->> 'code', 1, '2024-01-01', scheme, now() FROM CAST(? AS jsonb) AS scheme
                ON CONFLICT (code, version) DO UPDATE SET content = excluded.content
                """, SCHEMES.computeIfAbsent(file, Given::published));
    }

    private static String published(String file) {
        Path path = Path.of(System.getProperty("repository.root"), "review-service/src/main/resources/schemes", file);
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(path.toFile()).toString();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Types of the audit events about a subject, in their order.
    public static List<String> events(String subject) {
        return texts("SELECT kind FROM outbox WHERE recipient = 'audit' AND subject = ? ORDER BY position", subject);
    }

    /// Messages to review-service about an application, in their order.
    public static List<String> messages(String application) {
        return texts(
                "SELECT body FROM outbox WHERE recipient = 'review' AND subject = ? ORDER BY position",
                "applications/" + application);
    }

    public static String unique(String name) {
        return name + "-" + UUID.randomUUID();
    }

    public static List<String> texts(String sql, String argument) {
        try (Connection connection = database().getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            List<String> texts = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static void update(String sql, String argument) {
        try (Connection connection = database().getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, argument);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// What only the owner of the database may do, if anybody.
    public static void asOwner(String sql) throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        try (Connection owner = DriverManager.getConnection(url, "registry_owner", "test");
                Statement statement = owner.createStatement()) {
            statement.execute("SET registry.scope = 'office'"); // row-level security holds the owner too
            statement.execute(sql);
        }
    }

    private static String created(UUID vendor, String path, ObjectNode body) {
        return vendor(vendor)
                .body(body.toString())
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static AgroalDataSource database() {
        return Arc.container().instance(AgroalDataSource.class).get();
    }
}
