package org.llmregistry.audit.year;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.llmregistry.audit.append.OwnEvents;
import org.llmregistry.audit.checkpoint.Checkpoints;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.checkpoint.LogKeys;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;

/// Closes a log when its year is over, and opens the next one when the last checkpoint is public: seen by enough
/// witnesses. The last entry of the one names origin and key of the other, under the signature that auditors know;
/// the first entry of the other has the checkpoint that it follows on. In between nothing is appended: the services'
/// outboxes wait.
@ApplicationScoped
class YearChange {

    private final Logs logs;
    private final LogKeys keys;
    private final Checkpoints checkpoints;
    private final OwnEvents events;
    private final Clock clock;
    private final ZoneId zone;

    /// @param zone in which a year begins
    YearChange(
            Logs logs,
            LogKeys keys,
            Checkpoints checkpoints,
            OwnEvents events,
            Clock clock,
            @ConfigProperty(name = "audit.log.zone", defaultValue = "UTC") ZoneId zone) {
        this.logs = logs;
        this.keys = keys;
        this.checkpoints = checkpoints;
        this.events = events;
        this.clock = clock;
        this.zone = zone;
    }

    /// Any replica may do it: of two, the second finds it done.
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void turn() {
        Logs.State last = logs.states().getLast();
        if (last.frozenAt() != null) {
            openAfter(last, last.frozenAt());
        } else if (year(clock.instant()) > year(last.openedAt())) {
            close(last.log());
        }
    }

    /// The log that comes after the open one, if it is closed now: witnesses want its key before.
    AuditLog next(AuditLog open) {
        return next(open, year(clock.instant()) + 1);
    }

    private void close(AuditLog open) {
        AuditLog next = next(open, year(clock.instant()));
        Map<String, String> facts = new TreeMap<>(Map.of("next", next.origin(), "nextKey", keys.verifierKey(next)));
        keys.secondVerifierKey(next).ifPresent(key -> facts.put("nextMlDsaKey", key));
        events.close(open, facts);
        Log.infof("the log %s is closed", open.origin());
    }

    private void openAfter(Logs.State closed, Instant frozen) {
        Optional<Checkpoint> last = checkpoints.newest(closed.log()).filter(newest -> newest.size() == closed.size());
        if (last.isPresent()) {
            AuditLog next = next(closed.log(), year(frozen));
            events.open(next, Map.of("checkpoint", last.get().note()));
            Log.infof("the log %s is open", next.origin());
        }
    }

    private AuditLog next(AuditLog log, int year) {
        return logs.named((short) (log.id() + 1), String.valueOf(year));
    }

    private int year(Instant at) {
        return at.atZone(zone).getYear();
    }
}
