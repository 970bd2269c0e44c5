package org.llmregistry.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.KernelAlone;
import org.llmregistry.kernel.testing.PostgresResource;
import org.llmregistry.kernel.testing.TokenResource;
import org.llmregistry.kernel.testing.Tokens;

/// Requests with one `Idempotency-Key` at the same time.
@QuarkusTest
@TestProfile(KernelAlone.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "kernel"))
@QuarkusTestResource(TokenResource.class)
class ConcurrentKeysTest {

    private static final int MANY = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String token = Tokens.person("ann", "writer");
    private final String key = UUID.randomUUID().toString();

    @Inject
    AgroalDataSource database;

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_hundred_requests_have_one_effect_and_one_answer_and_take_no_connection_from_others() {
        int before = NoteResource.EFFECTS.get();
        List<CompletableFuture<HttpResponse<String>>> same =
                Stream.generate(() -> write(key, "wait")).limit(MANY).toList();
        for (int i = 0; i < 20; i++) { // the pool has 12 connections
            assertThat(write(UUID.randomUUID().toString(), "another").join().statusCode())
                    .isEqualTo(201);
        }
        assertThat(same).noneMatch(CompletableFuture::isDone);
        NoteResource.GATE.release();
        List<HttpResponse<String>> answers =
                same.stream().map(CompletableFuture::join).toList();
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.headers().firstValue("ETag").orElseThrow())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.headers()
                                .firstValue("Idempotent-Replayed")
                                .isPresent()))
                .hasSize(MANY - 1);
        assertThat(NoteResource.EFFECTS.get() - before).isEqualTo(1 + 20);
    }

    @Test
    void a_request_waits_for_the_one_with_its_key_on_another_replica() throws SQLException {
        CompletableFuture<HttpResponse<String>> waiting;
        try (Connection replica = database.getConnection()) {
            lock(replica, "pg_advisory_lock");
            waiting = write(key, "a note");
            assertThat(write(UUID.randomUUID().toString(), "another").join().statusCode())
                    .isEqualTo(201);
            assertThat(waiting).isNotDone();
            lock(replica, "pg_advisory_unlock");
        }
        assertThat(waiting.join().statusCode()).isEqualTo(201);
    }

    @Test
    void who_has_waited_long_enough_is_refused() throws SQLException {
        try (Connection replica = database.getConnection()) {
            lock(replica, "pg_advisory_lock");
            CompletableFuture<HttpResponse<String>> first = write(key, "a note");
            CompletableFuture<HttpResponse<String>> second = write(key, "a note");
            assertThat(Stream.of(first, second).map(CompletableFuture::join))
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(409))
                    .allSatisfy(answer -> assertThat(answer.body()).contains("/problems/idempotency-key-in-use"));
            lock(replica, "pg_advisory_unlock");
        }
    }

    private CompletableFuture<HttpResponse<String>> write(String idempotencyKey, String title) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:%d/notes".formatted(RestAssured.port)))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"%s\"}".formatted(title)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void lock(Connection replica, String function) throws SQLException {
        String scope = Digests.sha256Hex(String.join("\n", Tokens.subjectOf("ann"), "POST", "/notes", key));
        try (PreparedStatement call =
                replica.prepareStatement("SELECT %s(hashtextextended(?, 0))".formatted(function))) {
            call.setString(1, scope);
            call.execute();
        }
    }
}
