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
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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

    private static final String STANDING = """
            SELECT log_id, idx, source, event_id, body, CAST(NULL AS text) AS subject, CAST(NULL AS bigint) AS subject_n FROM entry
            WHERE log_id = ANY (?) AND source = ANY (?) AND event_id = ANY (CAST(? AS uuid[]))
            UNION ALL SELECT log_id, idx, NULL, NULL, NULL, subject, subject_n FROM (%s)""".formatted(HEADS);

    /// The log that takes events, locked.
    record Open(AuditLog log, Frontier frontier) {}

    /// An event that is to be inserted.
    record Row(long index, Event event, Leaf leaf) {}

    record EventKey(String source, UUID id) {

        static EventKey of(Event event) {
            return new EventKey(event.source(), event.id());
        }
    }

    /// An event that stands in a log, with its leaf.
    record Known(AuditLog log, long index, byte[] leaf) {}

    /// What is in the logs before a batch is appended.
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
        try (PreparedStatement query = connection.prepareStatement(STANDING)) {
            query.setArray(1, connection.createArrayOf("smallint", searched.toArray(Short[]::new)));
            query.setArray(2, texts(events.stream().map(Event::source).distinct()));
            query.setArray(3, texts(events.stream().map(event -> event.id().toString())));
            query.setArray(4, texts(events.stream().map(Event::subject).distinct()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    AuditLog in = logs.withId(row.getShort(1));
                    String subject = row.getString(6);
                    if (subject == null) {
                        standing.events()
                                .put(
                                        new EventKey(row.getString(3), row.getObject(4, UUID.class)),
                                        new Known(in, row.getLong(2), row.getBytes(5)));
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
            query.setArray(1, texts(Stream.of(subject)));
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
            keep.setBytes(3, event.leaf().canonical().getBytes(StandardCharsets.UTF_8));
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
                SELECT ?, ?, idx, source, CAST(event_id AS uuid), type, subject, subject_n, actor,
                       timestamptz 'epoch' + occurred_at * interval '1 microsecond', leaf_hash, body, request_id, application_id
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  AS added (idx, source, event_id, type, subject, subject_n, actor, occurred_at, leaf_hash, body, request_id, application_id)""")) {
            insert.setLong(1, grown.size());
            insert.setBytes(2, grown.root().bytes());
            insert.setBytes(3, grown.bytes());
            insert.setShort(4, log.id());
            insert.setShort(5, log.id());
            insert.setObject(6, utc(recorded));
            insert.setArray(7, numbers(rows, Row::index));
            insert.setArray(8, texts(rows, Event::source));
            insert.setArray(9, texts(rows, event -> event.id().toString()));
            insert.setArray(10, texts(rows, Event::type));
            insert.setArray(11, texts(rows, Event::subject));
            insert.setArray(12, numbers(rows, row -> row.event().sequence()));
            insert.setArray(13, texts(rows, Event::actor));
            insert.setArray(
                    14,
                    numbers(
                            rows,
                            row -> ChronoUnit.MICROS.between(
                                    Instant.EPOCH, row.event().time())));
            insert.setArray(15, bytes(rows, row -> row.leaf().hash().bytes()));
            insert.setArray(16, bytes(rows, row -> row.leaf().bytes()));
            insert.setArray(17, texts(rows, Event::request));
            insert.setArray(18, texts(rows, Event::application));
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

    // The driver sends arrays of texts, numbers and bytes in binary; those of ids and moments it would write as text,
    // each in quotes, which took more than half as long as to hash the entries.

    private Array numbers(List<Row> rows, Function<Row, Long> value) throws SQLException {
        return connection.createArrayOf("bigint", rows.stream().map(value).toArray(Long[]::new));
    }

    private Array bytes(List<Row> rows, Function<Row, byte[]> value) throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    private Array texts(List<Row> rows, Function<Event, @Nullable String> value) throws SQLException {
        return texts(rows.stream().map(row -> value.apply(row.event())));
    }

    private Array texts(Stream<@Nullable String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
