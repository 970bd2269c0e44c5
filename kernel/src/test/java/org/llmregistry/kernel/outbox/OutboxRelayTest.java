package org.llmregistry.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionRequiredException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.KernelAlone;
import org.llmregistry.kernel.testing.PostgresResource;
import org.llmregistry.kernel.testing.TokenResource;
import org.llmregistry.kernel.web.Ids;

/// ADR 0003: at least once, in order per subject, nothing lost.
@QuarkusTest
@TestProfile(KernelAlone.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "kernel"))
@QuarkusTestResource(TokenResource.class)
class OutboxRelayTest {

    private final String subject = "things/" + UUID.randomUUID();

    @Inject
    Outbox outbox;

    @Inject
    RecordingRecipient recipient;

    @Inject
    AgroalDataSource database;

    @AfterEach
    void everybody_is_back() {
        recipient.comeBack();
    }

    @Test
    void messages_arrive_in_the_order_in_which_they_were_committed() {
        List<String> sent = send(subject, 10);
        await().untilAsserted(() -> assertThat(recipient.bodiesOf(subject)).isEqualTo(sent));
    }

    @Test
    void a_message_needs_a_transaction() {
        assertThatThrownBy(() -> outbox.put(RecordingRecipient.NAME, Ids.next(), subject, "test", "x"))
                .hasRootCauseInstanceOf(TransactionRequiredException.class);
    }

    @Test
    void a_change_that_is_rolled_back_sends_nothing() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.put(RecordingRecipient.NAME, Ids.next(), subject, "test", "never");
                    throw new IllegalStateException("the business refused");
                }))
                .hasMessage("the business refused");
        List<String> sent = send(subject, 1);
        await().untilAsserted(() -> assertThat(recipient.bodiesOf(subject)).isEqualTo(sent));
    }

    @Test
    void a_recipient_that_is_down_gets_everything_when_it_is_back() throws Exception {
        recipient.goDown();
        List<String> sent = send(subject, 7);
        await().until(() -> attempts(subject) > 0);
        assertThat(recipient.bodiesOf(subject)).isEmpty();
        recipient.comeBack();
        await().untilAsserted(() -> assertThat(recipient.bodiesOf(subject)).isEqualTo(sent));
    }

    @Test
    void a_lost_answer_leads_to_a_second_delivery_never_to_a_gap() {
        recipient.loseAnswers();
        List<String> sent = send(subject, 4);
        await().until(() -> recipient.bodiesOf(subject).size() > 4);
        recipient.comeBack();
        await().until(() -> waiting(subject) == 0);
        assertThat(new ArrayList<>(new LinkedHashSet<>(recipient.bodiesOf(subject))))
                .isEqualTo(sent);
    }

    @Test
    void a_refused_message_holds_back_its_own_subject_only() throws Exception {
        String other = "things/" + UUID.randomUUID();
        recipient.refuse(subject);
        List<String> held = send(subject, 2);
        List<String> free = send(other, 2);
        await().untilAsserted(() -> assertThat(recipient.bodiesOf(other)).isEqualTo(free));
        assertThat(recipient.bodiesOf(subject)).isEmpty();
        recipient.accept(subject);
        await().untilAsserted(() -> assertThat(recipient.bodiesOf(subject)).isEqualTo(held));
    }

    @Test
    void a_message_waits_for_an_older_transaction_that_may_still_commit() throws Exception {
        List<String> late;
        try (Connection slow = database.getConnection();
                Statement sql = slow.createStatement()) {
            slow.setAutoCommit(false);
            sql.execute("SELECT pg_current_xact_id()");
            late = send(subject, 1);
            long looks = looks();
            await().until(() -> looks() > looks + 2);
            assertThat(recipient.bodiesOf(subject)).isEmpty();
            slow.commit();
        }
        await().untilAsserted(() -> assertThat(recipient.bodiesOf(subject)).isEqualTo(late));
    }

    private List<String> send(String about, int count) {
        List<String> bodies = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int number = i;
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.put(RecordingRecipient.NAME, Ids.next(), about, "test", Map.of("n", number)));
            bodies.add("{\"n\":%d}".formatted(i));
        }
        return bodies;
    }

    private long attempts(String about) throws Exception {
        return number("SELECT coalesce(max(attempts), 0) FROM outbox WHERE subject = '%s'".formatted(about));
    }

    private long waiting(String about) throws Exception {
        return number("SELECT count(*) FROM outbox WHERE sent_at IS NULL AND subject = '%s'".formatted(about));
    }

    /// The relay renews its lease at each look, so the end of the lease, in 20 ms steps, tells that it has looked.
    private long looks() throws Exception {
        return number(
                "SELECT (extract(epoch FROM held_until) * 50)::bigint FROM outbox_lease WHERE recipient = 'recorder'");
    }

    private long number(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
