package org.llmregistry.audit.checkpoint;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.llmregistry.audit.checkpoint.Checkpoints.Checkpoint;
import org.llmregistry.audit.merkle.Hash;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.audit.series.Logs;
import org.llmregistry.audit.tile.Tiles;
import org.llmregistry.audit.tile.TreeHashes;
import org.llmregistry.audit.witness.Witnesses;

/// Each second: signs what the open log, or one just closed, has come to, shows it to the witnesses, and makes it
/// public when enough have seen it. The signature is committed before it leaves the process. Without a quorum the
/// older checkpoint stays public.
@ApplicationScoped
class Publisher {

    private final Signing signing;
    private final Checkpoints checkpoints;
    private final Witnesses witnesses;
    private final Tiles tiles;
    private final Logs logs;
    private final LogSettings settings;
    private final Clock clock;
    private @Nullable Instant unseenSince;

    Publisher(
            Signing signing,
            Checkpoints checkpoints,
            Witnesses witnesses,
            Tiles tiles,
            Logs logs,
            LogSettings settings,
            Clock clock) {
        this.signing = signing;
        this.checkpoints = checkpoints;
        this.witnesses = witnesses;
        this.tiles = tiles;
        this.logs = logs;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void publish() throws SQLException {
        for (Logs.State state : logs.states()) {
            if (state.frozenAt() == null || checkpoints.entries(state.log()) < state.size()) {
                publish(state.log());
            }
        }
    }

    private void publish(AuditLog log) throws SQLException {
        Optional<Checkpoint> signed = signing.sign(log);
        if (signed.isEmpty()) {
            return;
        }
        Checkpoint newest = signed.get();
        if (checkpoints.newest(log).filter(seen -> seen.size() == newest.size()).isPresent()) {
            return;
        }
        List<Witnesses.Cosignature> cosignatures =
                witnesses.cosign(log.origin(), newest.size(), newest.note(), old -> proof(newest, old));
        if (signing.publish(newest, cosignatures)) {
            unseenSince = null;
        } else {
            alarmIfLong();
        }
    }

    private List<Hash> proof(Checkpoint newest, long old) {
        return newest.size() == 0
                ? List.of()
                : new TreeHashes(tiles.of(newest.log()), newest.size()).consistencyProof(old);
    }

    private void alarmIfLong() {
        Instant now = clock.instant();
        unseenSince = unseenSince == null ? now : unseenSince;
        if (Duration.between(unseenSince, now).compareTo(settings.unseenAlarm()) >= 0) {
            Log.errorf("alarm: too few witnesses answer since %s; what is public stands still", unseenSince);
        }
    }
}
