package org.llmregistry.audit.export;

import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.llmregistry.audit.checkpoint.Checkpoints;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.checkpoint.LogKeys;
import org.llmregistry.audit.export.CopyFolder.CopyFault;
import org.llmregistry.audit.export.CopyFolder.Head;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.series.ReplicaLock;
import org.llmregistry.audit.tile.TilePath;
import org.llmregistry.audit.tile.Tiles;
import org.llmregistry.audit.tile.TreeHashes;

/// Keeps a folder as a copy of what is public (c2sp.org/tlog-tiles): any web server can serve it, any tool for that
/// layout can check it, and it tells when the log was rewritten. A run that breaks off is taken up by the next one.
@ApplicationScoped
class StaticExport {

    private static final int LEVELS = 8;

    private final AgroalDataSource database;
    private final Optional<CopyFolder> folder;
    private final Checkpoints checkpoints;
    private final Tiles tiles;
    private final Logs logs;
    private final LogKeys keys;

    StaticExport(
            AgroalDataSource database,
            ExportSettings settings,
            Checkpoints checkpoints,
            Tiles tiles,
            Logs logs,
            LogKeys keys) {
        this.database = database;
        this.folder = settings.folder().map(CopyFolder::new);
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.logs = logs;
        this.keys = keys;
    }

    /// One replica at a time: they write into one folder.
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void export() throws IOException, SQLException {
        if (folder.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            if (!ReplicaLock.EXPORT.takeForLong(connection)) {
                return;
            }
            try {
                export(folder.get());
            } finally {
                ReplicaLock.EXPORT.giveBack(connection);
            }
        }
    }

    /// Each log at the path that it has here: the first one in the folder itself, the others below it.
    private void export(CopyFolder copies) throws IOException {
        for (AuditLog log : logs.all()) {
            Optional<Checkpoint> newest = checkpoints.newest(log);
            if (newest.isPresent()) {
                export(copies.of(log), newest.get());
            }
        }
    }

    private void export(CopyFolder copy, Checkpoint newest) throws IOException {
        try {
            bringUp(copy, newest);
        } catch (CopyFault fault) {
            Log.errorf("alarm: %s; the copy stays as it is", fault.getMessage());
        }
    }

    void bringUp(CopyFolder copy, Checkpoint newest) throws IOException {
        long done = copy.head().map(head -> requirePrefix(head, newest)).orElse(0L);
        copy.keep("log.key", (keys.verifierKey(newest.log()) + "\n").getBytes(StandardCharsets.UTF_8));
        for (int level = 0; level < LEVELS; level++) {
            long hashes = newest.size() >> (8 * level);
            for (long n = (done >> (8 * level)) / TilePath.FULL; n * TilePath.FULL < hashes; n++) {
                TilePath path = new TilePath(n, (int) Math.min(TilePath.FULL, hashes - n * TilePath.FULL));
                keep(copy, newest.log(), level, path);
            }
        }
        copy.finish(newest.note().getBytes(StandardCharsets.UTF_8));
    }

    private long requirePrefix(Head head, Checkpoint newest) {
        if (head.size() > newest.size()
                || !new TreeHashes(tiles.of(newest.log()), head.size()).root().equals(head.root())) {
            throw new CopyFault("the copy has another tree of size %d, the log has %d public entries"
                    .formatted(head.size(), newest.size()));
        }
        return head.size();
    }

    private void keep(CopyFolder copy, AuditLog log, int level, TilePath path) throws IOException {
        keep(copy, "tile/%d/".formatted(level), path, Tiles.bytes(tiles.tile(log, level, path.n(), path.width())));
        if (level == 0) {
            keep(copy, "tile/entries/", path, tiles.bundle(log, path.n(), path.width()));
        }
    }

    private static void keep(CopyFolder copy, String kind, TilePath path, byte[] content) throws IOException {
        copy.keep(kind + path, content);
        if (path.width() == TilePath.FULL) {
            copy.dropPartial(kind + path);
        }
    }
}
