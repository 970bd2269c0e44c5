package org.llmregistry.audit.selfaudit;

import io.agroal.api.AgroalDataSource;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.selfaudit.SelfAudit.Kind;
import org.llmregistry.audit.selfaudit.SelfAudit.State;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.tile.TilePath;

/// Readings that were asked for, with their progress. Another process takes one up where this one left it.
@ApplicationScoped
class SelfAudits {

    private static final String COLUMNS =
            "log_id, id, kind, requested_by, requested_at, first, size, checked, fault, finished_at, frontier";

    private final AgroalDataSource database;
    private final Logs logs;
    private final Clock clock;

    SelfAudits(AgroalDataSource database, Logs logs, Clock clock) {
        this.database = database;
        this.logs = logs;
        this.clock = clock;
    }

    /// A reading that waits, and the tree that it goes on from.
    record Task(AuditLog log, SelfAudit audit, Frontier frontier) {}

    /// One that waits already is the same one.
    SelfAudit request(AuditLog log, Kind kind, String requestedBy) throws SQLException {
        Task from = kind == Kind.FULL ? null : lastSound(log).orElse(null);
        Frontier frontier = from == null ? Frontier.empty() : from.frontier();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO self_audit (log_id, kind, requested_by, requested_at, first, size, checked, frontier)
                        SELECT log_id, ?, ?, ?, ?, greatest(size, ?), ?, ? FROM log_state WHERE log_id = ?
                        ON CONFLICT (log_id, kind) WHERE finished_at IS NULL DO NOTHING""")) {
            insert.setString(1, kind.name());
            insert.setString(2, requestedBy);
            insert.setObject(3, utc(clock.instant()));
            insert.setLong(4, frontier.size());
            insert.setLong(5, frontier.size());
            insert.setLong(6, frontier.size());
            insert.setBytes(7, frontier.bytes());
            insert.setShort(8, log.id());
            insert.executeUpdate();
        }
        return tasks("WHERE log_id = ? AND kind = ? ORDER BY id DESC LIMIT 1", log.id(), kind.name())
                .getFirst()
                .audit();
    }

    /// Whether there is something that no sound reading has seen.
    boolean hasGrown(Logs.State log) throws SQLException {
        return log.size()
                > lastSound(log.log()).map(task -> task.audit().size()).orElse(-1L);
    }

    Optional<Task> next() throws SQLException {
        return tasks("WHERE finished_at IS NULL ORDER BY kind DESC, log_id DESC LIMIT 1").stream()
                .findFirst();
    }

    private Optional<Task> lastSound(AuditLog log) throws SQLException {
        return tasks(
                        "WHERE log_id = ? AND finished_at IS NOT NULL AND fault IS NULL ORDER BY size DESC, id DESC LIMIT 1",
                        log.id())
                .stream()
                .findFirst();
    }

    /// In a transaction of its own, so that others see it while the reading goes on.
    ///
    /// @param read of a number of entries that fills its last tile
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void progress(long id, Frontier read) throws SQLException {
        if (read.size() % TilePath.FULL != 0) {
            throw new IllegalArgumentException("a reading goes on at a full tile");
        }
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE self_audit SET checked = ?, frontier = ? WHERE id = ?")) {
            update.setLong(1, read.size());
            update.setBytes(2, read.bytes());
            update.setLong(3, id);
            update.executeUpdate();
        }
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void finish(long id, @Nullable String fault) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        UPDATE self_audit SET finished_at = ?, fault = ?, checked = CASE WHEN ? IS NULL THEN size ELSE checked END
                        WHERE id = ?""")) {
            update.setObject(1, utc(clock.instant()));
            update.setString(2, fault);
            update.setString(3, fault);
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    Optional<SelfAudit> find(long id) throws SQLException {
        return tasks("WHERE id = ?", id).stream().map(Task::audit).findFirst();
    }

    List<SelfAudit> newest(int limit) throws SQLException {
        return tasks("ORDER BY id DESC LIMIT ?", limit).stream()
                .map(Task::audit)
                .toList();
    }

    private List<Task> tasks(String condition, Object... values) throws SQLException {
        List<Task> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT " + COLUMNS + " FROM self_audit " + condition)) {
            for (int i = 0; i < values.length; i++) {
                query.setObject(i + 1, values[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    AuditLog log = logs.withId(row.getShort("log_id"));
                    found.add(new Task(
                            log,
                            audit(log, row),
                            Frontier.of(
                                    row.getLong("checked") / TilePath.FULL * TilePath.FULL, row.getBytes("frontier"))));
                }
            }
        }
        return found;
    }

    private static SelfAudit audit(AuditLog log, ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        String fault = row.getString("fault");
        return new SelfAudit(
                row.getLong("id"),
                log.origin(),
                Kind.valueOf(row.getString("kind")),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getLong("first"),
                row.getLong("size"),
                row.getLong("checked"),
                finished == null ? State.RUNNING : fault == null ? State.SOUND : State.FAULTY,
                fault,
                finished == null ? null : finished.toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
