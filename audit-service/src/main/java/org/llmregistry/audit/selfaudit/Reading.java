package org.llmregistry.audit.selfaudit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.append.EventReader;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.tile.TilePath;
import org.llmregistry.audit.tile.Tiles;

/// Reads entries in their order and believes nothing but their bytes: places without a gap, leaf hashes, the columns
/// that searches rely on, the chain of each subject, stored tiles, every root that was signed, and the log's own.
final class Reading {

    /// LIMIT 1 of one: without it, before its first statistics, PostgreSQL joins by hashing the whole table.
    private static final String ENTRIES = """
            SELECT e.idx, e.source, e.event_id, e.type, e.subject, e.subject_n, e.actor, e.occurred_at, e.recorded_at, e.leaf_hash,
                   e.body, e.request_id, e.application_id, before.idx AS previous, before.idx IS NULL AND e.subject_n > 1 AND NOT EXISTS
                     (SELECT FROM log_state l JOIN entry x ON (x.log_id, x.subject, x.subject_n) = (l.log_id, e.subject, e.subject_n - 1)
                       WHERE l.log_id < e.log_id) AS without_earlier
            FROM entry e LEFT JOIN LATERAL
                 (SELECT idx FROM entry b WHERE (b.log_id, b.subject, b.subject_n) = (e.log_id, e.subject, e.subject_n - 1) LIMIT 1) before ON true
            WHERE e.log_id = ? AND e.idx >= ? AND e.idx < ? ORDER BY e.idx""";

    private final Connection connection;
    private final AuditLog log;
    private final ObjectMapper json;
    private final Frontier tree;
    private final List<Hash> tile = new ArrayList<>();

    /// @param tree of the entries that were read before: of full tiles
    Reading(Connection connection, AuditLog log, ObjectMapper json, Frontier tree) {
        this.connection = connection;
        this.log = log;
        this.json = json;
        this.tree = tree;
    }

    /// Something that does not fit.
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1L;

        Fault(String what, Object... values) {
            super(what.formatted(values));
        }
    }

    /// Up to this size, which is that of the log or of a full tile.
    void readTo(long size) throws SQLException, Fault {
        List<Signed> signed = signed(tree.size(), size);
        int next = 0;
        try (PreparedStatement query = connection.prepareStatement(ENTRIES)) {
            query.setShort(1, log.id());
            query.setLong(2, tree.size());
            query.setLong(3, size);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    entry(row);
                    while (next < signed.size() && signed.get(next).size() == tree.size()) {
                        require(
                                signed.get(next).root().equals(tree.root()),
                                "the checkpoint of size %d has another root than the entries",
                                tree.size());
                        next++;
                    }
                }
            }
        }
        require(tree.size() == size, "entry %d is missing", tree.size());
    }

    /// The end of a reading: the state that the next entry is appended to.
    void requireState(long size) throws SQLException, Fault {
        try (PreparedStatement query = connection.prepareStatement("""
                        SELECT size, root, frozen_at IS NOT NULL AND EXISTS (SELECT FROM entry e WHERE e.log_id = l.log_id AND idx >= size)
                        FROM log_state l WHERE log_id = ?""")) {
            query.setShort(1, log.id());
            try (ResultSet row = query.executeQuery()) {
                require(row.next() && row.getLong(1) >= size, "the log has shrunk below %d entries", size);
                require(
                        row.getLong(1) != size || Hash.of(row.getBytes(2)).equals(tree.root()),
                        "the state of the log has another root than its %d entries",
                        size);
                require(!row.getBoolean(3), "the closed log has an entry behind its %d", size);
            }
        }
    }

    private void entry(ResultSet row) throws SQLException, Fault {
        long index = row.getLong("idx");
        require(index == tree.size(), "entry %d is missing", tree.size());
        byte[] body = row.getBytes("body");
        Hash leaf = Hash.leaf(body);
        require(leaf.equals(Hash.of(row.getBytes("leaf_hash"))), "the bytes of entry %d were changed", index);
        requireColumns(index, row, leafOf(index, body));
        tree.append(leaf);
        tile.add(leaf);
        if (tile.size() == TilePath.FULL) {
            requireTiles(index / TilePath.FULL);
            tile.clear();
        }
    }

    private JsonNode leafOf(long index, byte[] body) throws Fault {
        try {
            return json.readTree(body);
        } catch (IOException damaged) {
            throw new Fault("entry %d is no event", index);
        }
    }

    private static void requireColumns(long index, ResultSet row, JsonNode leaf) throws SQLException, Fault {
        JsonNode event = leaf.path("event");
        boolean same = event.path("id").asText().equals(row.getString("event_id"))
                && event.path("source").asText().equals(row.getString("source"))
                && event.path("type").asText().equals(row.getString("type"))
                && event.path("subject").asText().equals(row.getString("subject"))
                && event.path("data").path("actor").asText().equals(row.getString("actor"))
                && isAt(event.path("time"), row.getObject("occurred_at", OffsetDateTime.class))
                && isAt(leaf.path("recorded"), row.getObject("recorded_at", OffsetDateTime.class))
                && Objects.equals(EventReader.name(event.path("data").path("requestId")), row.getString("request_id"))
                && Objects.equals(
                        EventReader.name(event.path("data").path("applicationId")), row.getString("application_id"))
                && leaf.path("subject_n").asLong() == row.getLong("subject_n");
        require(same, "entry %d is filed under other words than its bytes say", index);
        long previous = row.getLong("previous");
        boolean first = row.wasNull();
        require(
                first
                        ? !row.getBoolean("without_earlier")
                                && leaf.path("subject_prev").isNull()
                        : leaf.path("subject_prev").asLong(-1) == previous,
                "the event of %s before entry %d is missing",
                row.getString("subject"),
                index);
    }

    /// To the millisecond, which a leaf has; the column has microseconds.
    private static boolean isAt(JsonNode told, @Nullable OffsetDateTime column) {
        return column != null
                && Instant.parse(told.asText()).toEpochMilli()
                        == column.toInstant().toEpochMilli();
    }

    /// The tile that these hashes fill, and those above that it fills.
    private void requireTiles(long n) throws SQLException, Fault {
        requireTile(0, n, tile);
        long above = n;
        for (int level = 1; (above + 1) % TilePath.FULL == 0; level++) {
            above /= TilePath.FULL;
            requireTile(level, above, roots(level - 1, above * TilePath.FULL));
        }
    }

    private void requireTile(int level, long n, List<Hash> hashes) throws SQLException, Fault {
        Frontier made = Frontier.empty();
        hashes.forEach(made::append);
        try (PreparedStatement query =
                connection.prepareStatement("SELECT hashes, root FROM tile WHERE log_id = ? AND level = ? AND n = ?")) {
            query.setShort(1, log.id());
            query.setInt(2, level);
            query.setLong(3, n);
            try (ResultSet row = query.executeQuery()) {
                require(
                        row.next()
                                && Arrays.equals(row.getBytes(1), Tiles.bytes(hashes))
                                && Hash.of(row.getBytes(2)).equals(made.root()),
                        "the tile %d/%d is not that of the entries",
                        level,
                        n);
            }
        }
    }

    private List<Hash> roots(int level, long from) throws SQLException {
        List<Hash> roots = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT root FROM tile WHERE log_id = ? AND level = ? AND n >= ? AND n < ? ORDER BY n")) {
            query.setShort(1, log.id());
            query.setInt(2, level);
            query.setLong(3, from);
            query.setLong(4, from + TilePath.FULL);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    roots.add(Hash.of(row.getBytes(1)));
                }
            }
        }
        return roots;
    }

    private record Signed(long size, Hash root) {}

    private List<Signed> signed(long from, long to) throws SQLException {
        List<Signed> signed = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT size, root FROM checkpoint WHERE log_id = ? AND size > ? AND size <= ? ORDER BY size")) {
            query.setShort(1, log.id());
            query.setLong(2, from);
            query.setLong(3, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    signed.add(new Signed(row.getLong(1), Hash.of(row.getBytes(2))));
                }
            }
        }
        return signed;
    }

    private static void require(boolean holds, String otherwise, Object... values) throws Fault {
        if (!holds) {
            throw new Fault(otherwise, values);
        }
    }
}
