package org.llmregistry.review.overrun;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.scheme.SchemePublished;

/// Due dates of open cases follow the calendar of a new version of their scheme, some cases at a time: while one
/// transaction runs, only its few cases wait. Days that have passed keep their judge.
@ApplicationScoped
class DueDates {

    private static final int BATCH = 50;

    private final Cases cases;
    private final Clock clock;

    DueDates(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /// In the transaction of the publication, so that none is forgotten.
    void follow(@Observes SchemePublished published) {
        new DueRefresh(published.code(), published.version()).persist();
    }

    @Scheduled(every = "1m", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        while (QuarkusTransaction.requiringNew().call(this::refreshSome)) {
            // goes on until nothing waits
        }
    }

    /// @return whether there was something to do
    private boolean refreshSome() {
        DueRefresh refresh = DueRefresh.lockNext().orElse(null);
        if (refresh == null) {
            return false;
        }
        List<UUID> ids = refresh.nextCases(BATCH);
        Instant now = clock.instant();
        for (UUID id : ids) {
            CaseFile file = CaseFile.locked(id);
            LocalDate before = file.dueOn();
            cases.refreshDue(file);
            if (!Objects.equals(before, file.dueOn())) {
                cases.report(file, now, List.of());
            }
        }
        if (ids.size() < BATCH) {
            refresh.finish(now);
        } else {
            refresh.reached(ids.getLast());
        }
        return true;
    }
}
