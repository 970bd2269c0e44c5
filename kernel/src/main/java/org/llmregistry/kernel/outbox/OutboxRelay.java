package org.llmregistry.kernel.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Empties the outbox: at least once, in order per recipient and subject, one replica per recipient at a time.
/// A subject whose message is refused waits; the others go on.
@ApplicationScoped
public class OutboxRelay {

    private final AgroalDataSource database;
    private final List<Recipient> recipients;
    private final RelaySettings settings;
    private final MeterRegistry meters;
    private final UUID holder = UUID.randomUUID();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("outbox-relay-", 0).daemon().factory());

    OutboxRelay(
            AgroalDataSource database, @All List<Recipient> recipients, RelaySettings settings, MeterRegistry meters) {
        this.database = database;
        this.recipients = recipients;
        this.settings = settings;
        this.meters = meters;
    }

    void start(@Observes StartupEvent ready) {
        if (!settings.enabled()) {
            return;
        }
        for (Recipient recipient : recipients) {
            AtomicLong waiting =
                    meters.gauge("outbox.waiting", Tags.of("recipient", recipient.name()), new AtomicLong());
            long pause = settings.interval().toMillis();
            threads.scheduleWithFixedDelay(() -> relaySafely(recipient, waiting), pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent end) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetDelivered() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM outbox WHERE sent_at < now() - ?::interval")) {
            delete.setString(1, settings.keepDelivered().toString());
            delete.executeUpdate();
        }
    }

    private void relaySafely(Recipient recipient, AtomicLong waiting) {
        try {
            if (lease(recipient)) {
                waiting.set(relay(recipient));
            }
        } catch (RuntimeException | SQLException failure) {
            Log.warnf("relay to %s pauses: %s", recipient.name(), failure.getMessage());
        }
    }

    /// @return how many messages are left
    private long relay(Recipient recipient) throws SQLException {
        Set<String> blocked = new HashSet<>();
        while (!Thread.currentThread().isInterrupted()) {
            List<Message> batch = nextBatch(recipient, blocked);
            if (batch.isEmpty()) {
                break;
            }
            Set<UUID> accepted;
            try {
                accepted = recipient.deliver(batch);
            } catch (RuntimeException unreachable) {
                mark(List.of(), batch, String.valueOf(unreachable.getMessage()));
                throw unreachable;
            }
            List<Message> delivered = new ArrayList<>();
            List<Message> refused = new ArrayList<>();
            for (Message message : batch) {
                (accepted.contains(message.id()) ? delivered : refused).add(message);
            }
            mark(delivered, refused, "refused by " + recipient.name());
            for (Message message : refused) {
                if (blocked.add(message.subject())) {
                    Log.warnf("%s refused message=%s subject=%s", recipient.name(), message.id(), message.subject());
                }
            }
            lease(recipient);
        }
        return countWaiting(recipient);
    }

    private boolean lease(Recipient recipient) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        INSERT INTO outbox_lease AS mine (recipient, holder, held_until)
                        VALUES (?, ?, now() + ?::interval)
                        ON CONFLICT (recipient) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
                        WHERE mine.holder = excluded.holder OR mine.held_until < now()
                        """)) {
            upsert.setString(1, recipient.name());
            upsert.setObject(2, holder);
            upsert.setString(3, settings.lease().toString());
            return upsert.executeUpdate() == 1;
        }
    }

    /// Rows of transactions that may still commit before an older one are left for the next look: `position` is drawn
    /// before the commit, so "larger than the last" alone would skip a slow transaction's message.
    private List<Message> nextBatch(Recipient recipient, Set<String> blocked) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("""
                        SELECT id, subject, kind, body, request_id FROM outbox
                        WHERE recipient = ? AND sent_at IS NULL AND subject <> ALL (?)
                          AND transaction < pg_snapshot_xmin(pg_current_snapshot())
                        ORDER BY position LIMIT ?
                        """)) {
            query.setString(1, recipient.name());
            query.setArray(2, connection.createArrayOf("text", blocked.toArray()));
            query.setInt(3, recipient.batchSize());
            List<Message> batch = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    batch.add(new Message(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5)));
                }
            }
            return batch;
        }
    }

    private void mark(List<Message> delivered, List<Message> failed, String error) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE outbox SET attempts = attempts + 1,
                          sent_at = CASE WHEN id = ANY (?) THEN now() END,
                          last_error = CASE WHEN id = ANY (?) THEN ? END
                        WHERE id = ANY (?) OR id = ANY (?)
                        """)) {
            var sent = connection.createArrayOf("uuid", ids(delivered));
            var kept = connection.createArrayOf("uuid", ids(failed));
            update.setArray(1, sent);
            update.setArray(2, kept);
            update.setString(3, error);
            update.setArray(4, sent);
            update.setArray(5, kept);
            update.executeUpdate();
        }
    }

    private long countWaiting(Recipient recipient) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT count(*) FROM outbox WHERE recipient = ? AND sent_at IS NULL")) {
            query.setString(1, recipient.name());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static Object[] ids(List<Message> messages) {
        return messages.stream().map(Message::id).toArray();
    }
}
