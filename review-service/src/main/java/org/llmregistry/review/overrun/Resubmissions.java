package org.llmregistry.review.overrun;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;

/// What was returned and did not come again in the scheme's time lapses (domain rule A4), a day late: the registry
/// refuses what comes after the end, and what was submitted in the last minutes may still be on its way. Each case in a
/// transaction of its own, under its lock, so that any number of replicas may look at the same time.
@ApplicationScoped
class Resubmissions {

    private static final int BATCH = 200;
    private static final Duration ON_ITS_WAY = Duration.ofDays(1);

    private final Cases cases;
    private final AuditTrail audit;
    private final Clock clock;

    Resubmissions(Cases cases, AuditTrail audit, Clock clock) {
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /// A place in the list of what was returned.
    record Returned(Instant resubmitBefore, UUID caseId) {
        static final Returned FIRST = new Returned(Instant.EPOCH, new UUID(0, 0));
    }

    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        Instant ended = clock.instant().minus(ON_ITS_WAY);
        Returned last = Returned.FIRST;
        for (List<Returned> batch = next(ended, last); !batch.isEmpty(); batch = next(ended, last)) {
            batch.forEach(returned -> lookAt(returned.caseId(), ended));
            last = batch.getLast();
        }
    }

    private static List<Returned> next(Instant ended, Returned after) {
        return QuarkusTransaction.requiringNew()
                .call(() -> CaseFile.getEntityManager()
                        .createQuery("""
                        select c.submitted.resubmitBefore, c.id from CaseFile c
                        where c.status = RETURNED and c.submitted.resubmitBefore <= :ended
                          and (c.submitted.resubmitBefore > :at or (c.submitted.resubmitBefore = :at and c.id > :id))
                        order by c.submitted.resubmitBefore, c.id
                        """, Returned.class)
                        .setParameter("ended", ended)
                        .setParameter("at", after.resubmitBefore())
                        .setParameter("id", after.caseId())
                        .setMaxResults(BATCH)
                        .getResultList());
    }

    /// One case that fails keeps no other from its turn.
    @SuppressWarnings("IllegalCatch")
    private void lookAt(UUID caseId, Instant ended) {
        try {
            QuarkusTransaction.requiringNew().run(() -> lapse(CaseFile.locked(caseId), ended));
        } catch (RuntimeException failure) {
            Log.errorf(failure, "case=%s its resubmission will be looked at again", caseId);
        }
    }

    private void lapse(CaseFile file, Instant ended) {
        Instant end = file.submitted().resubmitBefore();
        if (file.status() != CaseStatus.RETURNED || end == null || end.isAfter(ended)) {
            return;
        }
        cases.move(file, CaseStatus.LAPSED, clock.instant());
        audit.record(
                "case.lapsed",
                "cases/" + file.id(),
                AuditTrail.SYSTEM,
                Map.of("applicationId", file.applicationId(), "resubmitBefore", end.toString()));
    }
}
