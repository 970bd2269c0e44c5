package org.llmregistry.benchmarks;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A log of any length, as audit-service would have written it: entries of eight events a subject, the tiles that they
/// fill, the state that the next append goes on from.
final class LogData {

    private static final int WIDTH = 8192; // bytes of a full tile
    private static final int TILE_HEIGHT = 8;
    private static final String ENTRIES = """
            SET synchronous_commit = off;
            SET maintenance_work_mem = '1GB';
            CREATE TABLE secondary AS SELECT indexdef FROM pg_indexes WHERE tablename = 'entry' AND indexname NOT IN ('entry_pk', 'entry_event_unique', 'entry_subject_unique');
            DO $$ DECLARE name text; BEGIN FOR name IN SELECT indexname FROM pg_indexes WHERE tablename = 'entry'
                AND indexname NOT IN ('entry_pk', 'entry_event_unique', 'entry_subject_unique') LOOP EXECUTE 'DROP INDEX ' || name; END LOOP; END $$;
            ALTER TABLE entry DROP CONSTRAINT entry_pk, DROP CONSTRAINT entry_event_unique, DROP CONSTRAINT entry_subject_unique;
            INSERT INTO entry (log_id, idx, source, event_id, type, subject, subject_n, actor, occurred_at, recorded_at, application_id, leaf_hash, body)
            SELECT 1, i, '/registry-service', id, 'application.progressed', subject, n, 'system', now(), now(), application,
                   sha256('\\x00'::bytea || body), body
            FROM (SELECT *, convert_to(format('{"event":{"data":{"actor":"system","applicationId":"%s","from":"DRAFT","kind":"INITIAL",'
                     || '"requestId":"%s","scheme":"CN-2024/1","to":"SUBMITTED","track":"FILING","vendorId":"%s"},"datacontenttype":"application/json",'
                     || '"id":"%s","sequence":%s,"source":"/registry-service","specversion":"1.0","subject":"%s","time":"2026-11-26T08:30:00.123456Z",'
                     || '"type":"application.progressed"},"recorded":"2026-11-26T08:30:00.456Z","subject_n":%s,"subject_prev":%s,"v":1}',
                     application, id, application, id, n, subject, n, coalesce(previous::text, 'null')), 'UTF8') AS body
                  FROM (SELECT i, uuidv7() AS id, i % 8 + 1 AS n, CASE WHEN i % 8 > 0 THEN i - 1 END AS previous,
                               md5((i / 8)::text)::uuid::text AS application, 'applications/' || md5((i / 8)::text)::uuid AS subject
                        FROM generate_series(0, %d - 1) AS i) AS event) AS made;
            ALTER TABLE entry ADD CONSTRAINT entry_pk PRIMARY KEY (log_id, idx),
                ADD CONSTRAINT entry_event_unique UNIQUE (log_id, source, event_id), ADD CONSTRAINT entry_subject_unique UNIQUE (log_id, subject, subject_n);
            DO $$ DECLARE definition text; BEGIN FOR definition IN SELECT indexdef FROM secondary LOOP EXECUTE definition; END LOOP; END $$""";

    private final Connection connection;
    private final MessageDigest sha256;
    private final List<byte[]> pending = new ArrayList<>(); // root of the open subtree of each height, or null
    private final List<ByteArrayOutputStream> tiles = new ArrayList<>(); // the open tile of each level
    private long size;

    private LogData(Connection connection) {
        this.connection = connection;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Makes the log of this database.
    static void fill(Fixture fixture, String database, int entries) {
        try (Connection connection = fixture.connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute("SET session_replication_role = replica"); // no triggers, no foreign keys
            sql.execute("TRUNCATE entry, tile, checkpoint, publication, cosignature, self_audit");
            sql.execute(ENTRIES.replace("%d", String.valueOf(entries)));
            connection.setAutoCommit(false);
            new LogData(connection).makeTree();
            connection.commit();
            connection.setAutoCommit(true);
            sql.execute("VACUUM ANALYZE");
            sql.execute("CHECKPOINT");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        Fixture.say("%,d entries are there".formatted(entries));
    }

    private void makeTree() throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.setFetchSize(10_000);
            try (ResultSet row = sql.executeQuery("SELECT leaf_hash FROM entry ORDER BY idx")) {
                while (row.next()) {
                    append(row.getBytes(1));
                }
            }
        }
        ByteArrayOutputStream frontier = new ByteArrayOutputStream();
        byte[] root = null;
        for (byte[] subtree : pending) {
            if (subtree != null) {
                root = root == null ? subtree : node(subtree, root);
            }
        }
        for (byte[] subtree : pending.reversed()) {
            if (subtree != null) {
                frontier.writeBytes(subtree);
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE log_state SET size = ?, root = ?, frontier = ? WHERE log_id = 1")) {
            update.setLong(1, size);
            update.setBytes(2, root);
            update.setBytes(3, frontier.toByteArray());
            update.executeUpdate();
        }
    }

    /// Carries like binary addition; a subtree of 256 times the leaves of the level below is a hash of the next level.
    private void append(byte[] leaf) throws SQLException {
        byte[] subtree = leaf;
        for (int height = 0; ; height++) {
            if (height % TILE_HEIGHT == 0) {
                hash(height / TILE_HEIGHT, subtree);
            }
            if (pending.size() == height) {
                pending.add(null);
            }
            byte[] left = pending.get(height);
            if (left == null) {
                pending.set(height, subtree);
                break;
            }
            pending.set(height, null);
            subtree = node(left, subtree);
        }
        size++;
    }

    private void hash(int level, byte[] hash) throws SQLException {
        if (level > 0) {
            store(level - 1, hash);
        }
        if (tiles.size() == level) {
            tiles.add(new ByteArrayOutputStream());
        }
        tiles.get(level).writeBytes(hash);
    }

    /// The tile below this hash is full.
    private void store(int level, byte[] root) throws SQLException {
        ByteArrayOutputStream tile = tiles.get(level);
        if (tile.size() != WIDTH) {
            throw new IllegalStateException("a tile of level %d has %d bytes".formatted(level, tile.size()));
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO tile (log_id, level, n, hashes, root)
                SELECT 1, ?, coalesce(max(n) + 1, 0), ?, ? FROM tile WHERE level = ?""")) {
            insert.setInt(1, level);
            insert.setBytes(2, tile.toByteArray());
            insert.setBytes(3, root);
            insert.setInt(4, level);
            insert.executeUpdate();
        }
        tile.reset();
    }

    private byte[] node(byte[] left, byte[] right) {
        sha256.update((byte) 1);
        sha256.update(left);
        sha256.update(right);
        return sha256.digest();
    }
}
