package org.llmregistry.audit.append;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /// The newest event of each subject, in whichever log it stands.
    private static final String HEADS = """
            SELECT named.subject, head.log_id, head.subject_n, head.idx FROM unnest(?) AS named(subject)
            CROSS JOIN LATERAL (SELECT log_id, subject_n, idx FROM log_state
              CROSS JOIN LATERAL (SELECT subject_n, idx FROM entry WHERE entry.log_id = log_state.log_id
                AND entry.subject = named.subject ORDER BY subject_n DESC LIMIT 1) AS newest
              ORDER BY log_id DESC LIMIT 1) AS head""";

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

    record Standing(Map<EventKey, Known> events, Map<String, Head> heads) {}

    /// The newest event of a subject.
    record Head(AuditLog log, long subjectN, long index) {}

    /// Who waited while the log was closed finds no open one, and comes again when the next one is there.
    Open lockOpen() throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("""
                        WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '5s', true))
                        SELECT log_id, name, size, frontier FROM patience, log_state
                        WHERE frozen_at IS NULL FOR UPDATE OF log_state""");
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

    /// What stands already of these events and of their subjects. Events are looked for in this log and in the one
    /// before: an outbox sends again what it has no answer for.
    Standing find(AuditLog log, List<Event> events) throws SQLException {
        Standing standing = new Standing(new HashMap<>(), new HashMap<>());
        List<Short> searched = log.isFirst() ? List.of(log.id()) : List.of((short) (log.id() - 1), log.id());
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT log_id, idx, source, event_id, body, CAST(NULL AS text) AS subject, CAST(NULL AS bigint) AS subject_n FROM entry
                WHERE log_id = ANY (?) AND source = ANY (?) AND event_id = ANY (?)
                UNION ALL SELECT log_id, idx, NULL, NULL, NULL, subject, subject_n FROM (%s)""".formatted(HEADS))) {
            query.setArray(1, array("smallint", searched));
            query.setArray(
                    2,
                    array("text", events.stream().map(Event::source).distinct().toList()));
            query.setArray(3, array("uuid", events.stream().map(Event::id).toList()));
            query.setArray(
                    4,
                    array("text", events.stream().map(Event::subject).distinct().toList()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    AuditLog in = logs.withId(row.getShort(1));
                    String subject = row.getString(6);
                    if (subject == null) {
                        standing.events()
                                .put(
                                        new EventKey(row.getString(3), row.getObject(4, UUID.class)),
                                        new Known(in, row.getLong(2), new Leaf(row.getBytes(5))));
                    } else {
                        standing.heads().put(subject, new Head(in, row.getLong(7), row.getLong(2)));
                    }
                }
            }
        }
        return standing;
    }

    /// Number of the newest event of a subject; 0 when it has none.
    long newestOf(String subject) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HEADS)) {
            query.setArray(1, array("text", List.of(subject)));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong("subject_n") : 0;
            }
        }
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

    /// One statement for all of them, whatever their number: it is parsed once, goes over the wire once, and a
    /// failure does not print them.
    ///
    /// @param grown the log with them
    void insert(AuditLog log, List<Row> rows, Instant recorded, Frontier grown) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                WITH grown AS (UPDATE log_state SET size = ?, root = ?, frontier = ?, grown_at = now() WHERE log_id = ?)
                INSERT INTO entry (log_id, recorded_at, idx, source, event_id, type, subject, subject_n, actor, occurred_at,
                                   leaf_hash, body, request_id, application_id)
                SELECT ?, ?, row.* FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS row""")) {
            insert.setLong(1, grown.size());
            insert.setBytes(2, grown.root().bytes());
            insert.setBytes(3, grown.bytes());
            insert.setShort(4, log.id());
            insert.setShort(5, log.id());
            insert.setObject(6, utc(recorded));
            insert.setArray(7, column("bigint", rows, Row::index, Long[]::new));
            insert.setArray(8, column("text", rows, row -> row.event().source(), String[]::new));
            insert.setArray(9, column("uuid", rows, row -> row.event().id(), UUID[]::new));
            insert.setArray(10, column("text", rows, row -> row.event().type(), String[]::new));
            insert.setArray(11, column("text", rows, row -> row.event().subject(), String[]::new));
            insert.setArray(12, column("bigint", rows, row -> row.event().sequence(), Long[]::new));
            insert.setArray(13, column("text", rows, row -> row.event().actor(), String[]::new));
            insert.setArray(14, column("timestamptz", rows, row -> row.event().time(), Instant[]::new));
            insert.setArray(15, column("bytea", rows, row -> row.hash().bytes(), byte[][]::new));
            insert.setArray(16, column("bytea", rows, row -> row.leaf().bytes(), byte[][]::new));
            insert.setArray(17, column("text", rows, row -> row.event().request(), String[]::new));
            insert.setArray(18, column("text", rows, row -> row.event().application(), String[]::new));
            insert.executeUpdate();
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
