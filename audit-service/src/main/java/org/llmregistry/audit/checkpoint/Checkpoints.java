package org.llmregistry.audit.checkpoint;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
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
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.tile.PublicSize;
import org.llmregistry.audit.tile.Tiles;
import org.llmregistry.audit.tile.TreeHashes;

/// Signs each second what the log has come to, and says which tree is public.
@ApplicationScoped
public class Checkpoints implements PublicSize {

    /// A signed tree.
    ///
    /// @param note the checkpoint as it is served
    public record Checkpoint(long size, Hash root, String note, Instant signedAt) {}

    private final AgroalDataSource database;
    private final Tiles tiles;
    private final Anchor anchor;
    private final LogSettings settings;
    private final LogKey key;
    private final Clock clock;

    Checkpoints(AgroalDataSource database, Tiles tiles, Anchor anchor, LogSettings settings, Clock clock) {
        this.database = database;
        this.tiles = tiles;
        this.anchor = anchor;
        this.settings = settings;
        this.key = LogKey.ofSeed(
                settings.origin(), Base64.getDecoder().decode(settings.key().strip()));
        this.clock = clock;
    }

    public String verifierKey() {
        return key.verifierKey();
    }

    /// Any replica may do it: the second one to sign a size finds it signed. Before it signs, it makes the root anew
    /// from the tiles. What disagrees with the log's own state or with what was signed before stays unsigned.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void publish() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Head head = head(connection);
            Checkpoint newest = newest(connection).orElse(null);
            if (newest != null && newest.size() == head.size()) {
                return;
            }
            Optional<String> alarm = objection(head, newest);
            if (alarm.isPresent()) {
                Log.errorf("alarm: %s; nothing is signed", alarm.get());
                return;
            }
            store(connection, head);
        }
    }

    private Optional<String> objection(Head head, @Nullable Checkpoint newest) {
        if (newest != null && newest.size() > head.size()) {
            return Optional.of("the log has %d entries, %d were signed".formatted(head.size(), newest.size()));
        }
        if (!rootOf(head.size()).equals(head.root())) {
            return Optional.of("the tiles of size %d do not hash to the root of the log".formatted(head.size()));
        }
        return anchor.newest()
                .filter(signed ->
                        signed.size() > head.size() || !rootOf(signed.size()).equals(signed.root()))
                .map(signed -> "the anchor has another tree of size %d, the log has %d entries"
                        .formatted(signed.size(), head.size()));
    }

    private Hash rootOf(long size) {
        return new TreeHashes(tiles, size).root();
    }

    private void store(Connection connection, Head head) throws SQLException {
        String note = key.sign("%s\n%d\n%s\n"
                .formatted(settings.origin(), head.size(), head.root().base64()));
        anchor.keep(note);
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO checkpoint (log_id, size, root, note, signed_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (log_id, size) DO NOTHING""")) {
            insert.setShort(1, Tiles.LOG);
            insert.setLong(2, head.size());
            insert.setBytes(3, head.root().bytes());
            insert.setString(4, note);
            insert.setObject(5, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /// What is public: the newest signed tree.
    public Optional<Checkpoint> newest() {
        try (Connection connection = database.getConnection()) {
            return newest(connection);
        } catch (SQLException failure) {
            throw new IllegalStateException("no checkpoint could be read", failure);
        }
    }

    @Override
    public long entries() {
        return newest().map(Checkpoint::size).orElse(0L);
    }

    private static Optional<Checkpoint> newest(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT size, root, note, signed_at FROM checkpoint WHERE log_id = ? ORDER BY size DESC LIMIT 1")) {
            query.setShort(1, Tiles.LOG);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Checkpoint(
                                row.getLong(1),
                                Hash.of(row.getBytes(2)),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    private static Head head(Connection connection) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT size, root FROM log_state WHERE log_id = ?")) {
            query.setShort(1, Tiles.LOG);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Head(row.getLong(1), Hash.of(row.getBytes(2)));
            }
        }
    }

    private record Head(long size, Hash root) {}
}
