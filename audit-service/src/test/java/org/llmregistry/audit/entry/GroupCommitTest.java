package org.llmregistry.audit.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.llmregistry.audit.entry.Events.append;
import static org.llmregistry.audit.entry.Events.batch;
import static org.llmregistry.audit.entry.Events.event;
import static org.llmregistry.audit.entry.Events.newSubject;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.llmregistry.audit.AuditServiceTest;

/// Senders that wait at the same moment share a transaction, and each gets its own receipts.
@AuditServiceTest
class GroupCommitTest {

    private static final int SENDERS = 24;

    @Inject
    AgroalDataSource database;

    @Test
    void who_waits_for_the_lock_is_appended_together() throws Exception {
        List<String> subjects = new ArrayList<>();
        List<Future<List<String>>> answers = new ArrayList<>();
        long transactions;
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            try (Connection holder = database.getConnection()) {
                holder.setAutoCommit(false);
                query(holder, "SELECT size FROM log_state FOR UPDATE");
                for (int i = 0; i < SENDERS; i++) {
                    String subject = newSubject();
                    subjects.add(subject);
                    answers.add(threads.submit(() -> append(batch(event(subject, 1), event(subject, 2)))
                            .then()
                            .statusCode(200)
                            .extract()
                            .path("receipts.outcome")));
                }
                awaitSender();
                holder.rollback();
            }
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).containsExactly("APPENDED", "APPENDED");
            }
        }
        try (Connection connection = database.getConnection()) {
            transactions = query(
                    connection,
                    "SELECT count(DISTINCT xmin::text) FROM entry WHERE subject IN ('%s')"
                            .formatted(String.join("', '", subjects)));
            assertThat(query(
                            connection,
                            "SELECT count(*) FROM entry WHERE subject IN ('%s')"
                                    .formatted(String.join("', '", subjects))))
                    .isEqualTo(2L * SENDERS);
        }
        assertThat(transactions).isLessThan(SENDERS);
    }

    /// Until one of them waits at the row: the others stand behind it. On a connection of its own: a transaction sees
    /// the activity of others as at its first look.
    private void awaitSender() throws SQLException {
        try (Connection connection = database.getConnection()) {
            await().atMost(Duration.ofSeconds(4)) // then the senders give up
                    .until(() -> query(
                                    connection,
                                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%log_state%'")
                            > 0);
        }
    }

    private static long query(Connection connection, String query) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
