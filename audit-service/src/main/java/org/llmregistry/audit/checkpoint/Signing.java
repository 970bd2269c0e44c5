package org.llmregistry.audit.checkpoint;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.ReplicaLock;
import org.llmregistry.audit.tile.Tiles;
import org.llmregistry.audit.tile.TreeHashes;
import org.llmregistry.audit.witness.Witnesses;

/// Signs what a log has come to. Before it signs, it makes the root anew from the tiles and holds it against the
/// log's own state, what was signed before, the anchor outside the database, and what the witnesses had seen when
/// this process began. What disagrees stays unsigned.
@ApplicationScoped
class Signing {

    private final AgroalDataSource database;
    private final Tiles tiles;
    private final Anchor anchor;
    private final Witnesses witnesses;
    private final LogKeys keys;
    private final Clock clock;
    private final Map<AuditLog, Map<String, Witnesses.Seen>> seen = new ConcurrentHashMap<>();

    Signing(AgroalDataSource database, Tiles tiles, Anchor anchor, Witnesses witnesses, LogKeys keys, Clock clock) {
        this.database = database;
        this.tiles = tiles;
        this.anchor = anchor;
        this.witnesses = witnesses;
        this.keys = keys;
        this.clock = clock;
    }

    /// Any replica may do it, one at a time: else one could find an anchor that is ahead of what it has read.
    ///
    /// @return the newest signed tree; empty when there is an objection, or another replica is about it
    @Transactional
    Optional<Checkpoint> sign(AuditLog log) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!ReplicaLock.SIGNING.take(connection)) {
                return Optional.empty();
            }
            Head head = head(connection, log);
            Checkpoint newest = newest(connection, log).orElse(null);
            Optional<String> alarm = objection(head, newest);
            if (alarm.isPresent()) {
                Log.errorf("alarm: %s; nothing is signed", alarm.get());
                return Optional.empty();
            }
            if (newest == null || newest.size() != head.size()) {
                store(connection, head);
                newest = newest(connection, log).orElseThrow();
            }
            return Optional.of(newest);
        }
    }

    private Optional<String> objection(Head head, @Nullable Checkpoint newest) {
        if (newest != null && newest.size() > head.size()) {
            return Optional.of("the log has %d entries, %d were signed".formatted(head.size(), newest.size()));
        }
        if (newest != null && newest.size() == head.size()) {
            return Optional.empty(); // nothing new is signed
        }
        if (!rootOf(head.log(), head.size()).equals(head.root())) {
            return Optional.of("the tiles of size %d do not hash to the root of the log".formatted(head.size()));
        }
        return anchor.newest(head.log())
                .filter(signed -> contradicts(head, signed.size(), signed.root()))
                .map(signed -> "the anchor has another tree of size %d, the log has %d entries"
                        .formatted(signed.size(), head.size()))
                .or(() -> seen(head.log()).stream()
                        .flatMap(witness -> witness
                                .tree()
                                .filter(tree -> contradicts(head, tree.size(), tree.root()))
                                .map(tree -> "the witness %s has seen another tree of size %d, the log has %d entries"
                                        .formatted(witness.witness(), tree.size(), head.size()))
                                .stream())
                        .findFirst());
    }

    private boolean contradicts(Head head, long size, Hash root) {
        return size > head.size() || !rootOf(head.log(), size).equals(root);
    }

    /// Asked until a quorum has answered: from then on this process knows what it has signed.
    private Collection<Witnesses.Seen> seen(AuditLog log) {
        Map<String, Witnesses.Seen> answered = seen.computeIfAbsent(log, each -> new ConcurrentHashMap<>());
        if (answered.isEmpty() || !witnesses.policy().isMet(answered.keySet())) {
            witnesses
                    .seen(log.origin(), keys.of(log)::hasSigned)
                    .forEach(answer -> answered.put(answer.witness(), answer));
        }
        return answered.values();
    }

    private Hash rootOf(AuditLog log, long size) {
        return new TreeHashes(tiles.of(log), size).root();
    }

    private void store(Connection connection, Head head) throws SQLException {
        Instant now = clock.instant();
        AuditLog log = head.log();
        String note = keys.of(log)
                        .sign("%s\n%d\n%s\n"
                                .formatted(
                                        log.origin(), head.size(), head.root().base64()))
                + keys.second(log)
                        .map(key -> key.line(head.size(), head.root(), now))
                        .orElse("");
        anchor.keep(log, note);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO checkpoint (log_id, size, root, note, signed_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (log_id, size) DO NOTHING""")) {
            insert.setShort(1, log.id());
            insert.setLong(2, head.size());
            insert.setBytes(3, head.root().bytes());
            insert.setString(4, note);
            insert.setObject(5, utc(now));
            insert.executeUpdate();
        }
    }

    /// Keeps who has seen it, and makes it public once these are enough.
    ///
    /// @return whether they are
    @Transactional
    boolean publish(Checkpoint signed, List<Witnesses.Cosignature> cosignatures) throws SQLException {
        try (Connection connection = database.getConnection()) {
            keep(connection, signed, cosignatures);
            boolean seen = witnesses.policy().isMet(cosigners(connection, signed));
            if (seen) {
                makePublic(connection, signed);
            }
            return seen;
        }
    }

    /// The first word of each: a checkpoint that waits for others is shown to it again every second.
    private static void keep(Connection connection, Checkpoint signed, List<Witnesses.Cosignature> cosignatures)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO cosignature (log_id, size, witness, at, line)
                SELECT told.* FROM (VALUES (CAST(? AS smallint), ?, ?, CAST(? AS timestamptz), ?)) AS told (log_id, size, witness, at, line)
                WHERE NOT EXISTS (SELECT FROM cosignature c
                  WHERE (c.log_id, c.size, c.witness) = (told.log_id, told.size, told.witness))
                ON CONFLICT DO NOTHING""")) {
            for (Witnesses.Cosignature cosignature : cosignatures) {
                insert.setShort(1, signed.log().id());
                insert.setLong(2, signed.size());
                insert.setString(3, cosignature.witness());
                insert.setObject(4, utc(cosignature.at()));
                insert.setString(5, cosignature.line());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void makePublic(Connection connection, Checkpoint signed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO publication (log_id, size, published_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setShort(1, signed.log().id());
            insert.setLong(2, signed.size());
            insert.setObject(3, utc(clock.instant()));
            insert.executeUpdate();
        }
    }

    private static Set<String> cosigners(Connection connection, Checkpoint signed) throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT witness FROM cosignature WHERE log_id = ? AND size = ?")) {
            query.setShort(1, signed.log().id());
            query.setLong(2, signed.size());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private static Optional<Checkpoint> newest(Connection connection, AuditLog log) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT size, root, note, signed_at FROM checkpoint WHERE log_id = ? ORDER BY size DESC LIMIT 1")) {
            query.setShort(1, log.id());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(Checkpoints.checkpoint(log, row)) : Optional.empty();
            }
        }
    }

    private static Head head(Connection connection, AuditLog log) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT size, root FROM log_state WHERE log_id = ?")) {
            query.setShort(1, log.id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Head(log, row.getLong(1), Hash.of(row.getBytes(2)));
            }
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private record Head(AuditLog log, long size, Hash root) {}
}
