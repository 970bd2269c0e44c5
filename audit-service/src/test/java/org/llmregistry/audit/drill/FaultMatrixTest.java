package org.llmregistry.audit.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.llmregistry.audit.drill.SoundLog.checkpoint;
import static org.llmregistry.audit.drill.SoundLog.published;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agroal.api.AgroalDataSource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.Superuser;
import org.llmregistry.audit.checkpoint.Publishing;
import org.llmregistry.kernel.testing.Tokens;

/// Each step of an append and of a publication fails, before and after it was done; then the same events come again,
/// or others.
@AuditServiceTest
class FaultMatrixTest {

    @Inject
    AgroalDataSource database;

    @Inject
    Publishing publishing;

    @AfterEach
    void the_log_is_sound_and_public() throws SQLException {
        mend();
        append(batch(event(newSubject(), 1))).then().statusCode(200);
        publishing.now();
        assertThat(published()).isEqualTo(SoundLog.require(database));
    }

    @ParameterizedTest
    @CsvSource({
        "entry, BEFORE INSERT, SAME",
        "entry, BEFORE INSERT, OTHERS",
        "entry, AFTER INSERT, SAME",
        "entry, AFTER INSERT, OTHERS",
        "tile, BEFORE INSERT, SAME",
        "tile, BEFORE INSERT, OTHERS",
        "tile, AFTER INSERT, SAME",
        "tile, AFTER INSERT, OTHERS",
        "log_state, BEFORE UPDATE, SAME",
        "log_state, BEFORE UPDATE, OTHERS",
        "log_state, AFTER UPDATE, SAME",
        "log_state, AFTER UPDATE, OTHERS",
        "entry, COMMIT, SAME",
        "entry, COMMIT, OTHERS"
    })
    void what_could_not_be_appended_left_no_trace_and_is_taken_the_next_time(String table, String when, Retry retry)
            throws SQLException {
        long size = SoundLog.require(database);
        ArrayNode events = fullTile();
        breaks(table, when);
        append(events).then().statusCode(500);
        mend();
        assertThat(SoundLog.require(database)).isEqualTo(size);
        if (retry == Retry.OTHERS) {
            assertThat(indexes(append(fullTile()))).isEqualTo(from(size));
            size += 256;
        }
        assertThat(indexes(append(events))).isEqualTo(from(size));
    }

    @Test
    void who_is_cut_off_while_it_waits_for_its_turn_is_taken_the_next_time() throws Exception {
        long size = SoundLog.require(database);
        ArrayNode events = fullTile();
        try (Connection holder = database.getConnection()) {
            CompletableFuture<Integer> answer = holdTurn(holder, events);
            Superuser.writes("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND query LIKE '%log_state%'");
            assertThat(answer.join()).isEqualTo(500);
            holder.rollback();
        }
        assertThat(SoundLog.require(database)).isEqualTo(size);
        assertThat(indexes(append(events))).isEqualTo(from(size));
    }

    @Test
    void an_answer_that_was_lost_on_its_way_is_given_again() throws Exception {
        long size = SoundLog.require(database);
        ArrayNode events = fullTile();
        try (HttpClient client = HttpClient.newHttpClient();
                Connection holder = database.getConnection()) {
            holder.setAutoCommit(false);
            lock(holder);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/entries"))
                    .header("Authorization", "Bearer " + Tokens.service("registry-service"))
                    .header("Content-Type", "application/cloudevents-batch+json")
                    .timeout(Duration.ofMillis(700))
                    .POST(HttpRequest.BodyPublishers.ofString(events.toString()))
                    .build();
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            holder.rollback();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> RestAssured.get("/log/tree-head").jsonPath().getLong("size") == size + 256);
        Response again = append(events);
        assertThat(again.<List<String>>path("receipts.outcome")).containsOnly("DUPLICATE");
        assertThat(indexes(again)).isEqualTo(from(size));
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint, BEFORE INSERT, SAME",
        "checkpoint, BEFORE INSERT, OTHERS",
        "checkpoint, AFTER INSERT, SAME",
        "checkpoint, AFTER INSERT, OTHERS",
        "checkpoint, COMMIT, SAME",
        "checkpoint, COMMIT, OTHERS",
        "cosignature, BEFORE INSERT, SAME",
        "cosignature, BEFORE INSERT, OTHERS",
        "cosignature, AFTER INSERT, SAME",
        "cosignature, AFTER INSERT, OTHERS",
        "publication, BEFORE INSERT, SAME",
        "publication, BEFORE INSERT, OTHERS",
        "publication, AFTER INSERT, SAME",
        "publication, AFTER INSERT, OTHERS",
        "publication, COMMIT, SAME",
        "publication, COMMIT, OTHERS"
    })
    void what_could_not_be_published_stays_unseen_and_the_next_checkpoint_covers_it(
            String table, String when, Retry retry) throws SQLException {
        append(batch(event(newSubject(), 1))).then().statusCode(200);
        publishing.now();
        String seen = checkpoint();
        append(batch(event(newSubject(), 1))).then().statusCode(200);
        breaks(table, when);
        assertThatThrownBy(publishing::now).hasStackTraceContaining("ERROR: fault");
        assertThat(checkpoint()).isEqualTo(seen);
        mend();
        if (retry == Retry.OTHERS) {
            append(batch(event(newSubject(), 1))).then().statusCode(200);
        }
        publishing.now();
        assertThat(published()).isEqualTo(SoundLog.require(database));
    }

    enum Retry {
        SAME,
        OTHERS
    }

    /// Whatever is there already, one tile at least is filled by them.
    private static ArrayNode fullTile() {
        String subject = newSubject();
        return batch(
                LongStream.rangeClosed(1, 256).mapToObj(n -> event(subject, n)).toArray(ObjectNode[]::new));
    }

    /// @param when `COMMIT`: when all else is done
    private static void breaks(String table, String when) throws SQLException {
        Superuser.writes("""
                CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fault'; END $$""");
        Superuser.writes(
                when.equals("COMMIT")
                        ? "CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON %s INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fault()"
                                .formatted(table)
                        : "CREATE TRIGGER fault %s ON %s FOR EACH ROW EXECUTE FUNCTION fault()".formatted(when, table));
    }

    private static void mend() throws SQLException {
        Superuser.writes("DROP FUNCTION IF EXISTS fault CASCADE");
    }

    private CompletableFuture<Integer> holdTurn(Connection holder, ArrayNode events) throws SQLException {
        holder.setAutoCommit(false);
        lock(holder);
        CompletableFuture<Integer> answer =
                CompletableFuture.supplyAsync(() -> append(events).statusCode());
        await().atMost(Duration.ofSeconds(4)).until(this::someoneWaits);
        return answer;
    }

    private boolean someoneWaits() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            return sql.executeQuery(
                            "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%log_state%'")
                    .next();
        }
    }

    private static void lock(Connection holder) throws SQLException {
        try (Statement sql = holder.createStatement()) {
            sql.execute("SELECT FROM log_state FOR UPDATE");
        }
    }

    private static List<Long> indexes(Response answer) {
        return answer.then().statusCode(200).extract().jsonPath().getList("receipts.index", Long.class);
    }

    private static List<Long> from(long index) {
        return LongStream.range(index, index + 256).boxed().toList();
    }
}
