package org.llmregistry.audit.tile;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;

/// Full tiles are stored in the transaction that fills them; everything else is derived from entries and full tiles.
@ApplicationScoped
public class Tiles {

    private final AgroalDataSource database;
    private final Map<Short, Long> complete = new ConcurrentHashMap<>(); // full tiles that are known to be stored

    Tiles(AgroalDataSource database) {
        this.database = database;
    }

    /// Stores what filled when a log grew, level by level; also what an earlier version of this service left out,
    /// for which it is looked once for each tile.
    public void fill(Connection connection, AuditLog log, long before, long size) throws SQLException {
        long full = size / TilePath.FULL;
        if (full == before / TilePath.FULL && complete.getOrDefault(log.id(), -1L) == full) {
            return;
        }
        boolean filled = false;
        int level = 0;
        for (long hashes = size; hashes >= TilePath.FULL; hashes /= TilePath.FULL) {
            for (long n = stored(connection, log, level); n < hashes / TilePath.FULL; n++) {
                store(connection, log, level, n);
                filled = true;
            }
            level++;
        }
        if (!filled) { // so it was there before this transaction, which may still fail
            complete.put(log.id(), full);
        }
    }

    private static long stored(Connection connection, AuditLog log, int level) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT coalesce(max(n) + 1, 0) FROM tile WHERE log_id = ? AND level = ?")) {
            query.setShort(1, log.id());
            query.setInt(2, level);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void store(Connection connection, AuditLog log, int level, long n) throws SQLException {
        List<Hash> hashes = derived(connection, log, level, n, TilePath.FULL);
        Frontier tree = Frontier.empty();
        hashes.forEach(tree::append);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO tile (log_id, level, n, hashes, root) VALUES (?, ?, ?, ?, ?)")) {
            insert.setShort(1, log.id());
            insert.setInt(2, level);
            insert.setLong(3, n);
            insert.setBytes(4, bytes(hashes));
            insert.setBytes(5, tree.root().bytes());
            insert.executeUpdate();
        }
    }

    /// Where the proofs of a log are made from.
    public TreeHashes.Source of(AuditLog log) {
        return (level, n, width) -> tile(log, level, n, width);
    }

    /// The first hashes of a tile. Whoever asks has seen that the log is long enough.
    public List<Hash> tile(AuditLog log, int level, long n, int width) {
        try (Connection connection = database.getConnection()) {
            return width == TilePath.FULL ? full(connection, log, level, n) : derived(connection, log, level, n, width);
        } catch (SQLException failure) {
            throw new IllegalStateException("a tile could not be read", failure);
        }
    }

    private static List<Hash> full(Connection connection, AuditLog log, int level, long n) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT hashes FROM tile WHERE log_id = ? AND level = ? AND n = ?")) {
            query.setShort(1, log.id());
            query.setInt(2, level);
            query.setLong(3, n);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? hashes(row.getBytes(1)) : derived(connection, log, level, n, TilePath.FULL);
            }
        }
    }

    /// Level 0 is made of leaf hashes, the others of the roots of the full tiles below.
    private static List<Hash> derived(Connection connection, AuditLog log, int level, long n, int width)
            throws SQLException {
        String sql = level == 0
                ? "SELECT leaf_hash FROM entry WHERE log_id = ? AND idx >= ? AND idx < ? ORDER BY idx"
                : "SELECT root FROM tile WHERE log_id = ? AND n >= ? AND n < ? AND level = ? ORDER BY n";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setShort(1, log.id());
            query.setLong(2, n * TilePath.FULL);
            query.setLong(3, n * TilePath.FULL + width);
            if (level > 0) {
                query.setInt(4, level - 1);
            }
            List<Hash> hashes = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    hashes.add(Hash.of(row.getBytes(1)));
                }
            }
            if (hashes.size() != width) {
                throw new IllegalStateException("tile %d/%d has %d hashes".formatted(level, n, hashes.size()));
            }
            return hashes;
        }
    }

    /// Entries in their order, each behind its length in two bytes.
    public byte[] bundle(AuditLog log, long n, int width) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT body FROM entry WHERE log_id = ? AND idx >= ? AND idx < ? ORDER BY idx")) {
            query.setShort(1, log.id());
            query.setLong(2, n * TilePath.FULL);
            query.setLong(3, n * TilePath.FULL + width);
            ByteArrayOutputStream bundle = new ByteArrayOutputStream();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    byte[] body = row.getBytes(1);
                    bundle.write(body.length >> 8);
                    bundle.write(body.length);
                    bundle.writeBytes(body);
                }
            }
            return bundle.toByteArray();
        } catch (SQLException failure) {
            throw new IllegalStateException("a bundle could not be read", failure);
        }
    }

    public static byte[] bytes(List<Hash> hashes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(hashes.size() * Hash.BYTES);
        hashes.forEach(hash -> bytes.writeBytes(hash.bytes()));
        return bytes.toByteArray();
    }

    private static List<Hash> hashes(byte[] bytes) {
        List<Hash> hashes = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Hash.BYTES) {
            hashes.add(Hash.of(java.util.Arrays.copyOfRange(bytes, at, at + Hash.BYTES)));
        }
        return hashes;
    }
}
