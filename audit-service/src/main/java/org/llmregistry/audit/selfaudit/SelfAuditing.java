package org.llmregistry.audit.selfaudit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.llmregistry.audit.merkle.Frontier;
import org.llmregistry.audit.selfaudit.SelfAudit.Kind;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.series.ReplicaLock;
import org.llmregistry.audit.tile.TilePath;

/// Reads what is new each minute, everything each night, and everything when an auditor asks for it. One replica reads
/// at a time; when it dies, another goes on from the progress that it left.
@ApplicationScoped
class SelfAuditing {

    static final String SYSTEM = "system";
    private static final long STEP = 16L * TilePath.FULL; // entries between two words of progress
    private static final int STEPS = 2; // of one turn, each second: most of it is left to those who append

    private final AgroalDataSource database;
    private final Logs logs;
    private final SelfAudits audits;
    private final ObjectMapper json;

    SelfAuditing(AgroalDataSource database, Logs logs, SelfAudits audits, ObjectMapper json) {
        this.database = database;
        this.logs = logs;
        this.audits = audits;
        this.json = json;
    }

    @Scheduled(every = "1M", concurrentExecution = ConcurrentExecution.SKIP)
    void requestSuffix() throws SQLException {
        for (Logs.State state : logs.states()) {
            if (audits.hasGrown(state)) {
                audits.request(state.log(), Kind.SUFFIX, SYSTEM);
            }
        }
    }

    @Scheduled(cron = "${audit.self-audit.nightly:0 15 2 * * ?}", concurrentExecution = ConcurrentExecution.SKIP)
    void requestFull() throws SQLException {
        for (AuditLog log : logs.all()) {
            audits.request(log, Kind.FULL, SYSTEM);
        }
    }

    /// The connection that holds the lock is the one that reads: when it is gone, so is the lock.
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void readNext() throws SQLException {
        Optional<SelfAudits.Task> next = audits.next();
        if (next.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            if (ReplicaLock.SELF_AUDIT.take(connection)) {
                read(connection, next.get());
            }
        }
    }

    private void read(Connection connection, SelfAudits.Task task) throws SQLException {
        SelfAudit audit = task.audit();
        Frontier tree = task.frontier();
        Reading reading = new Reading(connection, task.log(), json, tree);
        try {
            long full = audit.size() / TilePath.FULL * TilePath.FULL;
            for (int step = 0; tree.size() < full; step++) {
                if (step == STEPS) {
                    return; // the next turn goes on
                }
                reading.readTo(Math.min(tree.size() + STEP, full));
                audits.progress(audit.id(), tree);
            }
            reading.readTo(audit.size());
            reading.requireState(audit.size());
            audits.finish(audit.id(), null);
        } catch (Reading.Fault fault) {
            Log.errorf("alarm: self-audit %d: %s", audit.id(), fault.getMessage());
            audits.finish(audit.id(), fault.getMessage());
        }
    }
}
