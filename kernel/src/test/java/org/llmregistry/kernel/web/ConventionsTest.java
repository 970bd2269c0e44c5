package org.llmregistry.kernel.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.KernelAlone;
import org.llmregistry.kernel.testing.PostgresResource;
import org.llmregistry.kernel.testing.TokenResource;
import org.llmregistry.kernel.testing.Tokens;

/// Design, section 6: what every API of the product promises.
@QuarkusTest
@TestProfile(KernelAlone.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "kernel"))
@QuarkusTestResource(TokenResource.class)
class ConventionsTest {

    private static final String NOTE = "{\"title\": \"a note\"}";

    @Inject
    AgroalDataSource database;

    @Test
    void a_missing_token_is_a_problem_document_with_a_challenge() {
        given().contentType("application/json")
                .body(NOTE)
                .post("/notes")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("type", equalTo("/problems/unauthenticated"))
                .body("instance", equalTo("/notes"));
    }

    @Test
    void a_token_that_was_good_before_is_taken_again_and_its_forgery_is_not() {
        String token = Tokens.person("known-writer", "writer");
        for (int i = 0; i < 2; i++) {
            post(token).then().statusCode(201);
        }

        String forged = token.substring(0, token.lastIndexOf('.') + 1)
                + Tokens.person("another-writer", "writer").replaceFirst(".*\\.", "");
        post(forged).then().statusCode(401).header("WWW-Authenticate", "Bearer");
    }

    private static Response post(String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(NOTE)
                .post("/notes");
    }

    @Test
    void an_expired_token_and_one_for_another_service_are_refused() {
        for (String token : List.of(Tokens.expired("writer"), Tokens.forAnotherAudience("writer"), "not-a-token")) {
            post(token)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/unauthenticated"));
        }
    }

    @Test
    void a_stream_is_closed_whether_it_is_sent_or_not() {
        given().get("/notes/attachment").then().statusCode(200).body(equalTo("note"));
        given().head("/notes/attachment").then().statusCode(200);
        given().header("If-None-Match", "\"attachment\"")
                .get("/notes/attachment")
                .then()
                .statusCode(304)
                .body(equalTo(""));

        assertThat(NoteResource.OPEN).hasValue(0);
    }

    @Test
    void a_role_that_is_missing_is_a_problem_document() {
        as("reader")
                .body(NOTE)
                .post("/notes")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void an_endpoint_without_a_permission_is_closed() {
        as("writer").get("/notes/forgotten").then().statusCode(403);
    }

    @Test
    void an_unknown_path_a_wrong_method_and_a_wrong_media_type_are_problem_documents() {
        given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        given().get("/notes/not-a-uuid").then().statusCode(404).contentType("application/problem+json");
        as("writer").delete("/notes").then().statusCode(405).contentType("application/problem+json");
        given().accept("image/png").get("/notes").then().statusCode(406).contentType("application/problem+json");
        given().auth()
                .oauth2(Tokens.person("ann", "writer"))
                .contentType("text/plain")
                .body("x")
                .post("/notes")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void an_unknown_member_is_refused_by_name() {
        as("writer")
                .body("{\"title\": \"t\", \"colour\": \"red\"}")
                .post("/notes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/colour"))
                .body("errors[0].rule", equalTo("unknown-member"));
    }

    @Test
    void malformed_json_is_refused_without_our_inside() {
        as("writer")
                .body("{\"title\": ")
                .post("/notes")
                .then()
                .statusCode(400)
                .body("errors[0].rule", equalTo("json"))
                .body(not(containsString("jackson")));
    }

    @Test
    void an_unknown_query_parameter_is_refused_by_name() {
        given().get("/notes?limt=3&limit=2")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("limt"))
                .body("errors[0].rule", equalTo("unknown-parameter"));
    }

    @Test
    void a_query_parameter_of_the_wrong_form_is_a_bad_request() {
        given().get("/notes?limit=many").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void all_violations_come_at_once_with_their_pointers() {
        as("writer")
                .body("{\"title\": \"\", \"lines\": [{\"text\": \"ok\"}, {\"text\": \" \"}]}")
                .post("/notes")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItems("/title", "/lines/1/text"))
                .body("errors.rule", hasItems("not-blank"));
    }

    @Test
    void an_unexpected_failure_says_nothing_of_our_inside() {
        as("writer")
                .body("{\"title\": \"break\"}")
                .post("/notes")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("requestId", matchesPattern("[0-9a-f-]{36}"))
                .body(not(containsString("password")))
                .body(not(containsString("Exception")));
    }

    @Test
    void a_request_id_is_echoed_and_stands_in_problem_and_audit_event() throws Exception {
        String id = "call-" + UUID.randomUUID();
        given().header("X-Request-Id", id)
                .get("/nowhere")
                .then()
                .header("X-Request-Id", id)
                .body("requestId", equalTo(id));
        as("writer").header("X-Request-Id", id).body(NOTE).post("/notes").then().statusCode(201);
        assertThat(count("SELECT count(*) FROM outbox WHERE request_id = ? AND body LIKE '%' || request_id || '%'", id))
                .isEqualTo(1);
    }

    @Test
    void a_refused_change_leaves_no_audit_event() throws Exception {
        String id = "refused-" + UUID.randomUUID();
        as("writer")
                .header("X-Request-Id", id)
                .body("{\"title\": \"refuse me\"}")
                .post("/notes")
                .then()
                .statusCode(400);
        assertThat(count("SELECT count(*) FROM outbox WHERE request_id = ?", id))
                .isZero();
    }

    @Test
    void a_repeated_request_has_one_effect_and_the_same_answer() throws Exception {
        String key = UUID.randomUUID().toString();
        Response first = as("writer").header("Idempotency-Key", key).body(NOTE).post("/notes");
        Response second = as("writer").header("Idempotency-Key", key).body(NOTE).post("/notes");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(count("SELECT count(*) FROM outbox WHERE subject = ?", "notes/" + first.path("id")))
                .isEqualTo(1);
    }

    @Test
    void a_key_with_another_body_is_refused_and_another_person_has_keys_of_its_own() {
        String key = UUID.randomUUID().toString();
        as("writer")
                .header("Idempotency-Key", key)
                .body(NOTE)
                .post("/notes")
                .then()
                .statusCode(201);
        as("writer")
                .header("Idempotency-Key", key)
                .body("{\"title\": \"another\"}")
                .post("/notes")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/idempotency-key-reused"));
        given().auth()
                .oauth2(Tokens.person("bob", "writer"))
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"title\": \"another\"}")
                .post("/notes")
                .then()
                .statusCode(201);
    }

    @Test
    void a_change_needs_the_version_that_was_read() {
        String note = as("writer").body(NOTE).post("/notes").then().extract().header("Location");
        String path = note.substring(note.indexOf("/notes"));
        as("writer")
                .body(NOTE)
                .put(path)
                .then()
                .statusCode(428)
                .body("type", equalTo("/problems/precondition-required"));
        as("writer")
                .header("If-Match", "\"1\"")
                .body(NOTE)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        as("writer")
                .header("If-Match", "\"1\"")
                .body(NOTE)
                .put(path)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/stale-version"));
    }

    @Test
    void what_the_caller_has_already_is_not_sent_again() {
        String tag = given().get("/notes").then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", tag).get("/notes").then().statusCode(304);
        given().header("If-None-Match", "\"other\"").get("/notes").then().statusCode(200);
    }

    @Test
    void every_problem_type_has_a_page() {
        given().get("/problems/not-found").then().statusCode(200).body("status", equalTo(404));
        given().get("/problems/no-such-type").then().statusCode(404);
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.person("ann", role)).contentType("application/json");
    }

    private long count(String sql, String argument) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, argument);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
