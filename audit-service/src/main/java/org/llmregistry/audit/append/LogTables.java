package org.llmregistry.audit.append;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.append.EventReader.Event;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.kernel.problem.CommonProblem;
import org.llmregistry.kernel.problem.Refusal;

/// The tables that the [Sequencer] writes, in its transaction.
record LogTables(Connection connection, Logs logs) {

    /// The log that takes events, locked.
    record Open(AuditLog log, Frontier frontier) {}

    /// An event that is to be inserted.
    record Row(long index, Event event, Leaf leaf, Hash hash) {}

    record EventKey(String source, UUID id) {

        static EventKey of(Event event) {
            return new EventKey(event.source(), event.id());
        }
    }

    /// An event that stands in a log.
    record Known(AuditLog log, long index, Leaf leaf) {}

    /// The newest event of a subject.
    record Head(AuditLog log, long subjectN, long index) {}

    /// Who waited while the log was closed finds no open one, and comes again when the next one is there.
    Open lockOpen() throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET LOCAL lock_timeout = '5s'");
        }
        try (PreparedStatement lock = connection.prepareStatement(
                        "SELECT log_id, name, size, frontier FROM log_state WHERE frozen_at IS NULL FOR UPDATE");
                ResultSet row = lock.executeQuery()) {
            if (!row.next()) {
                throw Refusal.of(
                        CommonProblem.UNAVAILABLE,
                        "The log of the last year is closed; the next one opens when its last checkpoint is public.");
            }
            return new Open(
                    logs.named(row.getShort(1), row.getString(2)), Frontier.of(row.getLong(3), row.getBytes(4)));
        }
    }

    /// In this log and in the one before: an outbox sends again what it has no answer for.
    Map<EventKey, Known> findKnown(AuditLog log, List<Event> events) throws SQLException {
        Map<EventKey, Known> known = new HashMap<>();
        List<Short> searched = log.isFirst() ? List.of(log.id()) : List.of((short) (log.id() - 1), log.id());
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT source, event_id, log_id, idx, body FROM entry
                WHERE log_id = ANY (?) AND source = ANY (?) AND event_id = ANY (?)""")) {
            query.setArray(1, array("smallint", searched));
            query.setArray(
                    2,
                    array("text", events.stream().map(Event::source).distinct().toList()));
            query.setArray(3, array("uuid", events.stream().map(Event::id).toList()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    known.put(
                            new EventKey(row.getString(1), row.getObject(2, UUID.class)),
                            new Known(logs.withId(row.getShort(3)), row.getLong(4), new Leaf(row.getBytes(5))));
                }
            }
        }
        return known;
    }

    /// The newest event of each subject, in whichever log it stands.
    Map<String, Head> findHeads(Collection<String> subjects) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT named.subject, head.log_id, head.subject_n, head.idx FROM unnest(?) AS named(subject)
                CROSS JOIN LATERAL (SELECT log_id, subject_n, idx FROM log_state
                  CROSS JOIN LATERAL (SELECT subject_n, idx FROM entry WHERE entry.log_id = log_state.log_id
                    AND entry.subject = named.subject ORDER BY subject_n DESC LIMIT 1) AS newest
                  ORDER BY log_id DESC LIMIT 1) AS head""")) {
            query.setArray(1, array("text", subjects));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    heads.put(row.getString(1), new Head(logs.withId(row.getShort(2)), row.getLong(3), row.getLong(4)));
                }
            }
        }
        return heads;
    }

    void keepConflict(Event event) throws SQLException {
        try (PreparedStatement keep =
                connection.prepareStatement("INSERT INTO conflict (source, event_id, body) VALUES (?, ?, ?)")) {
            keep.setString(1, event.source());
            keep.setObject(2, event.id());
            keep.setBytes(3, event.canonical().getBytes(StandardCharsets.UTF_8));
            keep.executeUpdate();
        }
    }

    /// One statement for all of them, whatever their number: it is parsed once, and a failure does not print them.
    void insert(AuditLog log, List<Row> rows, Instant recorded) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO entry (log_id, recorded_at, idx, source, event_id, type, subject, subject_n, actor, occurred_at,
                                   leaf_hash, body, request_id, application_id)
                SELECT ?, ?, row.* FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS row""")) {
            insert.setShort(1, log.id());
            insert.setObject(2, utc(recorded));
            insert.setArray(3, column("bigint", rows, Row::index, Long[]::new));
            insert.setArray(4, column("text", rows, row -> row.event().source(), String[]::new));
            insert.setArray(5, column("uuid", rows, row -> row.event().id(), UUID[]::new));
            insert.setArray(6, column("text", rows, row -> row.event().type(), String[]::new));
            insert.setArray(7, column("text", rows, row -> row.event().subject(), String[]::new));
            insert.setArray(8, column("bigint", rows, row -> row.event().sequence(), Long[]::new));
            insert.setArray(9, column("text", rows, row -> row.event().actor(), String[]::new));
            insert.setArray(10, column("timestamptz", rows, row -> row.event().time(), Instant[]::new));
            insert.setArray(11, column("bytea", rows, row -> row.hash().bytes(), byte[][]::new));
            insert.setArray(12, column("bytea", rows, row -> row.leaf().bytes(), byte[][]::new));
            insert.setArray(13, column("text", rows, row -> row.event().request(), String[]::new));
            insert.setArray(14, column("text", rows, row -> row.event().application(), String[]::new));
            insert.executeUpdate();
        }
    }

    void store(AuditLog log, Frontier frontier) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE log_state SET size = ?, root = ?, frontier = ?, grown_at = now() WHERE log_id = ? AND size < ?")) {
            update.setLong(1, frontier.size());
            update.setBytes(2, frontier.root().bytes());
            update.setBytes(3, frontier.bytes());
            update.setShort(4, log.id());
            update.setLong(5, frontier.size());
            update.executeUpdate();
        }
    }

    void freeze(AuditLog log, Instant now) throws SQLException {
        try (PreparedStatement freeze =
                connection.prepareStatement("UPDATE log_state SET frozen_at = ? WHERE log_id = ?")) {
            freeze.setObject(1, utc(now));
            freeze.setShort(2, log.id());
            freeze.executeUpdate();
        }
    }

    /// @return whether it was not there before
    boolean add(AuditLog log, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO log_state (log_id, name, size, root, frontier, opened_at) VALUES (?, ?, 0, ?, '', ?)
                ON CONFLICT DO NOTHING""")) {
            insert.setShort(1, log.id());
            insert.setString(2, log.name());
            insert.setBytes(3, Hash.EMPTY.bytes());
            insert.setObject(4, utc(now));
            return insert.executeUpdate() == 1;
        }
    }

    /// Arrays of the very type go to the server as they are, others as text.
    private <T> Array column(String type, List<Row> rows, Function<Row, @Nullable T> value, IntFunction<T[]> array)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray(array));
    }

    private Array array(String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
