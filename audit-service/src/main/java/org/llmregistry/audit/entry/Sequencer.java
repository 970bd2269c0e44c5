package org.llmregistry.audit.entry;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.entry.EventReader.Event;
import org.llmregistry.audit.entry.Receipt.Outcome;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.personal.PersonalPart;
import org.llmregistry.audit.tile.Tiles;

/// Gives events their place. Every replica may run it: the lock on the one `log_state` row is the order, and PostgreSQL
/// releases it with the transaction, whatever happens to the replica.
@ApplicationScoped
class Sequencer {

    private final AgroalDataSource database;
    private final Clock clock;

    Sequencer(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// All receipts hold together: either the whole batch is dealt with or nothing of it.
    @Transactional
    public List<Receipt> append(List<Event> events) {
        try (Connection connection = database.getConnection()) {
            Frontier frontier = lockState(connection);
            Map<EventKey, Known> known = findKnown(connection, events);
            Map<String, Head> heads = findHeads(connection, events);
            Instant recorded = clock.instant();
            List<Receipt> receipts = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            for (Event event : events) {
                EventKey key = new EventKey(event.source(), event.id());
                Known before = known.get(key);
                if (before != null) {
                    receipts.add(repeated(connection, event, before));
                    continue;
                }
                Head head = heads.getOrDefault(event.subject(), Head.NONE);
                if (event.sequence() != head.subjectN() + 1) {
                    receipts.add(new Receipt(event.id(), null, Outcome.OUT_OF_SEQUENCE));
                    continue;
                }
                long index = frontier.size();
                Leaf leaf = Leaf.of(event, recorded, head == Head.NONE ? null : head.index());
                Hash hash = leaf.hash();
                frontier.append(hash);
                rows.add(new Row(index, event, leaf, hash));
                known.put(key, new Known(index, leaf));
                heads.put(event.subject(), new Head(event.sequence(), index));
                receipts.add(new Receipt(event.id(), index, Outcome.APPENDED));
            }
            insert(connection, rows, recorded);
            for (Row row : rows) {
                keepAndErase(connection, row.index(), row.event());
            }
            Tiles.fill(connection, frontier.size());
            storeState(connection, frontier);
            return receipts;
        } catch (SQLException failure) {
            throw new IllegalStateException("the batch could not be appended", failure);
        }
    }

    /// Beside the entries, once they are there.
    private static void keepAndErase(Connection connection, long index, Event event) throws SQLException {
        if (event.personal() != null) {
            event.personal().keep(connection, Tiles.LOG, index);
        }
        if (!event.erases().isEmpty()) {
            PersonalPart.erase(connection, Tiles.LOG, event.erases());
        }
    }

    private static Frontier lockState(Connection connection) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET LOCAL lock_timeout = '5s'");
        }
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT size, frontier FROM log_state WHERE log_id = ? FOR UPDATE")) {
            lock.setShort(1, Tiles.LOG);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return Frontier.of(row.getLong(1), row.getBytes(2));
            }
        }
    }

    private static void storeState(Connection connection, Frontier frontier) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE log_state SET size = ?, root = ?, frontier = ?, grown_at = now() WHERE log_id = ? AND size < ?")) {
            update.setLong(1, frontier.size());
            update.setBytes(2, frontier.root().bytes());
            update.setBytes(3, frontier.bytes());
            update.setShort(4, Tiles.LOG);
            update.setLong(5, frontier.size());
            update.executeUpdate();
        }
    }

    private static Map<EventKey, Known> findKnown(Connection connection, List<Event> events) throws SQLException {
        Map<EventKey, Known> known = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT source, event_id, idx, body FROM entry WHERE log_id = ? AND source = ANY (?) AND event_id = ANY (?)")) {
            query.setShort(1, Tiles.LOG);
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            events.stream().map(Event::source).distinct().toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid", events.stream().map(Event::id).toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    known.put(
                            new EventKey(row.getString(1), row.getObject(2, UUID.class)),
                            new Known(row.getLong(3), new Leaf(row.getBytes(4))));
                }
            }
        }
        return known;
    }

    private static Map<String, Head> findHeads(Connection connection, List<Event> events) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT named.subject, head.subject_n, head.idx FROM unnest(?) AS named(subject)
                CROSS JOIN LATERAL (SELECT subject_n, idx FROM entry
                  WHERE log_id = ? AND entry.subject = named.subject ORDER BY subject_n DESC LIMIT 1) AS head""")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            events.stream().map(Event::subject).distinct().toArray()));
            query.setShort(2, Tiles.LOG);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    heads.put(row.getString(1), new Head(row.getLong(2), row.getLong(3)));
                }
            }
        }
        return heads;
    }

    private static Receipt repeated(Connection connection, Event event, Known before) throws SQLException {
        if (before.leaf().carries(event)) {
            return new Receipt(event.id(), before.index(), Outcome.DUPLICATE);
        }
        Log.errorf("conflict: event=%s of %s came again with other bytes", event.id(), event.source());
        try (PreparedStatement keep =
                connection.prepareStatement("INSERT INTO conflict (source, event_id, body) VALUES (?, ?, ?)")) {
            keep.setString(1, event.source());
            keep.setObject(2, event.id());
            keep.setBytes(3, event.canonical().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            keep.executeUpdate();
        }
        return new Receipt(event.id(), null, Outcome.CONFLICT);
    }

    /// One statement for all of them, whatever their number: it is parsed once, and a failure does not print them.
    private static void insert(Connection connection, List<Row> rows, Instant recorded) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO entry (log_id, recorded_at, idx, source, event_id, type, subject, subject_n, actor, occurred_at,
                                   leaf_hash, body, request_id, application_id)
                SELECT ?, ?, row.* FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS row""")) {
            insert.setShort(1, Tiles.LOG);
            insert.setObject(2, OffsetDateTime.ofInstant(recorded, ZoneOffset.UTC));
            insert.setArray(3, column(connection, "bigint", rows, Row::index));
            insert.setArray(
                    4, column(connection, "text", rows, row -> row.event().source()));
            insert.setArray(
                    5, column(connection, "uuid", rows, row -> row.event().id()));
            insert.setArray(
                    6, column(connection, "text", rows, row -> row.event().type()));
            insert.setArray(
                    7, column(connection, "text", rows, row -> row.event().subject()));
            insert.setArray(
                    8, column(connection, "bigint", rows, row -> row.event().sequence()));
            insert.setArray(
                    9, column(connection, "text", rows, row -> row.event().actor()));
            insert.setArray(
                    10,
                    column(connection, "timestamptz", rows, row -> row.event().time()));
            insert.setArray(
                    11,
                    connection.createArrayOf(
                            "bytea",
                            rows.stream().map(row -> row.hash().bytes()).toArray(byte[][]::new)));
            insert.setArray(
                    12,
                    connection.createArrayOf(
                            "bytea",
                            rows.stream().map(row -> row.leaf().bytes()).toArray(byte[][]::new)));
            insert.setArray(
                    13, column(connection, "text", rows, row -> row.event().request()));
            insert.setArray(
                    14, column(connection, "text", rows, row -> row.event().application()));
            insert.executeUpdate();
        }
    }

    private static Array column(
            Connection connection, String type, List<Row> rows, Function<Row, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(value).toArray());
    }

    private record Row(long index, Event event, Leaf leaf, Hash hash) {}

    private record EventKey(String source, UUID id) {}

    private record Known(long index, Leaf leaf) {}

    private record Head(long subjectN, long index) {
        static final Head NONE = new Head(0, -1);
    }
}
