package org.llmregistry.registry.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.WebApplicationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.Given;
import org.llmregistry.registry.RegistryServiceTest;
import org.llmregistry.registry.imports.Lists;
import org.llmregistry.registry.licence.DecidedApplications;

/// What becomes of the receipt of a grant while the log does not give it. The relay is off: each test says itself
/// what the log was given.
@RegistryServiceTest
class ReceiptsTest {

    private static final int ATTEMPTS = 20;

    @Inject
    DecidedApplications given;

    @Inject
    EntityManager database;

    @Inject
    ReceiptSettings settings;

    private final List<UUID> asked = new ArrayList<>();
    private SimpleMeterRegistry meters;
    private Receipts receipts; // the gauge lives as long
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private int answer = 404;

    private DecidedApplications.Case proposed;
    private String number;

    @BeforeEach
    void grant() {
        proposed = given.proposed(Lists.unique("Model "));
        number = DecidedApplications.grant(proposed);
    }

    @Test
    void nobody_asks_for_an_event_that_the_log_was_not_given() {
        fetch();

        assertThat(asked).isEmpty();
        certificate()
                .body("receipts", empty())
                .body("missingReceipts.eventId", contains(event().toString()))
                .body("missingReceipts.reason", contains("UNDELIVERED"))
                .body("missingReceipts.detail", contains("The event waits to be delivered to the log."));
    }

    @Test
    void nobody_asks_for_an_event_that_the_log_refused() {
        change("UPDATE outbox SET attempts = 3, last_error = 'refused by audit' WHERE id = ?1");
        fetch();

        assertThat(asked).isEmpty();
        certificate().body("missingReceipts.reason", contains("REFUSED"));
    }

    @Test
    void what_the_log_has_is_kept() {
        deliver();
        answer = 200;
        fetch();
        fetch();

        assertThat(asked).containsExactly(event());
        certificate()
                .body("receipts.index", contains(41))
                .body("receipts.leaf", contains("Z3JhbnRlZA=="))
                .body("receipts.proof", contains("c2sp.org/tlog-proof@v1"))
                .body("missingReceipts", empty());
    }

    @Test
    void the_pauses_grow_and_the_asking_ends() {
        deliver();
        List<Duration> pauses = new ArrayList<>();
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            fetch();
            certificate().body("missingReceipts.reason", contains("UNPUBLISHED"));
            Instant due = due();
            pauses.add(Duration.between(now, due));
            now = due.minusMillis(1);
            fetch();
            now = due;
        }
        assertThat(asked).hasSize(ATTEMPTS - 1);
        assertThat(pauses).startsWith(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThat(pauses.subList(12, 16))
                .containsExactly(
                        Duration.ofSeconds(40_960), Duration.ofSeconds(81_920), Duration.ofDays(1), Duration.ofDays(1));
        long before = givenUp();

        fetch();
        now = now.plus(Duration.ofDays(3_650));
        fetch();

        assertThat(asked).hasSize(ATTEMPTS);
        assertThat(givenUp()).isEqualTo(before + 1);
        certificate().body("receipts", empty()).body("missingReceipts.reason", contains("GIVEN_UP"));
    }

    @Test
    void a_log_that_does_not_answer_takes_no_attempt() {
        deliver();
        answer = 503;
        fetch();
        fetch();

        assertThat(asked).containsExactly(event(), event());
        answer = 200;
        fetch();
        certificate().body("receipts.index", contains(41));
    }

    @Test
    void a_decision_tells_it_too() {
        Given.vendor(proposed.vendor())
                .get("/applications/" + proposed.application() + "/decision")
                .then()
                .statusCode(200)
                .body("missingReceipt.reason", equalTo("UNDELIVERED"));
    }

    private void fetch() {
        ReceiptClient log = (source, event) -> {
            asked.add(event);
            if (answer != 200) {
                throw new WebApplicationException(answer);
            }
            return new ReceiptClient.EventReceipt(41, "granted".getBytes(), "c2sp.org/tlog-proof@v1");
        };
        meters = new SimpleMeterRegistry();
        receipts = new Receipts(log, settings, Clock.fixed(now, ZoneOffset.UTC), meters, "registry-service");
        receipts.fetch();
    }

    private long givenUp() {
        return (long) meters.get("receipts.given-up").gauge().value();
    }

    private UUID event() {
        return (UUID) database.createNativeQuery("SELECT event_id FROM receipt WHERE licence_number = ?1")
                .setParameter(1, number)
                .getSingleResult();
    }

    private Instant due() {
        return (Instant)
                database.createNativeQuery("SELECT due_at FROM receipt WHERE licence_number = ?1", Instant.class)
                        .setParameter(1, number)
                        .getSingleResult();
    }

    private void deliver() {
        change("UPDATE outbox SET sent_at = now() WHERE id = ?1");
    }

    private void change(String sql) {
        UUID event = event();
        QuarkusTransaction.requiringNew()
                .run(() -> assertThat(database.createNativeQuery(sql)
                                .setParameter(1, event)
                                .executeUpdate())
                        .isEqualTo(1));
    }

    private ValidatableResponse certificate() {
        return Lists.anybody()
                .get("/licences/" + number + "/certificate")
                .then()
                .statusCode(200);
    }
}
