package org.llmregistry.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.llmregistry.audit.entry.Events.anybody;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import io.agroal.api.AgroalDataSource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.series.ReplicaLock;
import org.llmregistry.audit.witness.Witnesses;
import org.llmregistry.verifier.Note;

/// What is public has been seen by others: of two witnesses, one is enough.
@AuditServiceTest
class WitnessedLogTest {

    @Inject
    Publishing publishing;

    @Inject
    Signing signing;

    @Inject
    Logs logs;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "testing.witnesses")
    String witnesses;

    @AfterEach
    void startBoth() throws SQLException {
        for (int witness : List.of(1, 2)) {
            control("stop", witness);
            control("start", witness);
        }
        grow();
        publishing.now();
        assertThat(cosigned()).allMatch(Optional::isPresent);
    }

    @Test
    void a_checkpoint_carries_what_the_witnesses_say_of_it() throws SQLException {
        grow();
        publishing.now();
        assertThat(cosigned())
                .hasSize(2)
                .allSatisfy(at -> assertThat(at)
                        .hasValueSatisfying(time -> assertThat(time)
                                .isBetween(
                                        Instant.now().minusSeconds(60),
                                        Instant.now().plusSeconds(1))));
    }

    @Test
    void one_of_two_is_enough_and_the_other_comes_back_with_a_proof_from_what_it_saw_last() throws SQLException {
        control("stop", 2);
        grow();
        publishing.now();
        long withOne = size();
        assertThat(cosigned().getFirst()).isPresent();
        assertThat(cosigned().getLast()).isEmpty();
        control("start", 2);
        grow();
        publishing.now();
        assertThat(size()).isEqualTo(withOne + 1);
        assertThat(cosigned()).allMatch(Optional::isPresent);
    }

    @Test
    void without_enough_witnesses_the_older_checkpoint_stays_the_public_one() throws SQLException {
        grow();
        publishing.now();
        String seen = checkpoint();
        control("stop", 1);
        control("stop", 2);
        grow();
        publishing.now();
        assertThat(checkpoint()).isEqualTo(seen);
        control("start", 1);
        publishing.now();
        assertThat(size()).isEqualTo(Long.parseLong(seen.lines().toList().get(1)) + 1);
    }

    @Test
    void a_witness_that_cosigns_again_while_others_are_awaited_leaves_one_row() throws SQLException {
        grow();
        publishing.now();
        for (int second = 1; second <= 3; second++) {
            Instant at = Instant.parse("2026-11-26T08:30:00Z").plusSeconds(second);
            signing.publish(
                    signing.sign(logs.first()).orElseThrow(),
                    List.of(new Witnesses.Cosignature("w9", at, "line " + second)));
        }
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("SELECT count(*), min(line) FROM cosignature WHERE witness = 'w9'")) {
            row.next();
            assertThat(row.getInt(1)).isOne();
            assertThat(row.getString(2)).isEqualTo("line 1");
        }
    }

    @Test
    void one_replica_signs_at_a_time() throws SQLException {
        publishing.now();
        long before = size();
        grow();
        try (Connection other = database.getConnection()) {
            assertThat(ReplicaLock.SIGNING.takeForLong(other)).isTrue();
            publishing.now();
            assertThat(size()).isEqualTo(before);
            ReplicaLock.SIGNING.giveBack(other);
        }
        publishing.now();
        assertThat(size()).isEqualTo(before + 1);
    }

    private List<Optional<Instant>> cosigned() {
        Note note = Note.parse(checkpoint());
        return WitnessResource.keys().stream().map(note::cosignedBy).toList();
    }

    private long size() {
        return Long.parseLong(checkpoint().lines().toList().get(1));
    }

    private static String checkpoint() {
        return anybody().get("/checkpoint").then().statusCode(200).extract().asString();
    }

    private static void grow() {
        append(batch(event(newSubject(), 1))).then().statusCode(200);
    }

    private void control(String command, int witness) {
        RestAssured.given()
                .get(witnesses + "/" + command + "/" + witness)
                .then()
                .statusCode(204);
    }
}
