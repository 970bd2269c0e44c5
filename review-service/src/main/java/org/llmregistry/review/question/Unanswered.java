package org.llmregistry.review.question;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.question.InformationRequest.Waiting;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Questions that wait for the vendor (domain rule A11): it is warned once of each due date, and what was not answered
/// by its end lapses, never without a warning on a day before, not even when nobody looked for weeks. Each case in a
/// transaction of its own, under its lock, so that any number of replicas may look at the same time.
@ApplicationScoped
class Unanswered {

    private static final int BATCH = 200;

    private final Cases cases;
    private final Assessing assessing;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final Clock clock;

    Unanswered(Cases cases, Assessing assessing, RegistryMessages registry, AuditTrail audit, Clock clock) {
        this.cases = cases;
        this.assessing = assessing;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        Waiting last = Waiting.FIRST;
        for (List<Waiting> batch = next(last); !batch.isEmpty(); batch = next(last)) {
            for (Waiting waiting : batch) {
                if (isDue(waiting)) {
                    lookAt(waiting);
                }
            }
            last = batch.getLast();
        }
    }

    private static List<Waiting> next(Waiting last) {
        return QuarkusTransaction.requiringNew().call(() -> InformationRequest.waiting(last, BATCH));
    }

    /// Without the lock: most requests have time.
    private boolean isDue(Waiting waiting) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Scheme scheme = assessing.schemeOf(CaseFile.of(waiting.caseId()));
            LocalDate today = today(scheme);
            return waiting.dueOn().isBefore(today)
                    || (!waiting.warned() && !warnOn(waiting.dueOn(), scheme).isAfter(today));
        });
    }

    /// One case that fails keeps no other from its turn.
    @SuppressWarnings("IllegalCatch")
    private void lookAt(Waiting waiting) {
        try {
            QuarkusTransaction.requiringNew().run(() -> act(waiting));
        } catch (RuntimeException failure) {
            Log.errorf(failure, "case=%s its unanswered questions will be looked at again", waiting.caseId());
        }
    }

    private void act(Waiting waiting) {
        CaseFile file = CaseFile.locked(waiting.caseId());
        InformationRequest request = InformationRequest.of(file.id(), waiting.number());
        if (file.status() != CaseStatus.INFO_REQUESTED || request.isAnswered()) {
            return;
        }
        Scheme scheme = assessing.schemeOf(file);
        LocalDate today = today(scheme);
        LocalDate due = request.dueOn();
        Instant now = clock.instant();
        Map<String, ?> facts =
                Map.of("applicationId", file.applicationId(), "request", request.number(), "dueOn", due.toString());
        if (request.isWarned()) {
            boolean wasWarnedBefore = scheme.dayOf(request.warnedAt()).isBefore(today);
            if (due.isBefore(today) && wasWarnedBefore) {
                cases.move(file, CaseStatus.LAPSED, now);
                audit.record("case.lapsed", "cases/" + file.id(), AuditTrail.SYSTEM, facts);
            }
        } else if (!warnOn(due, scheme).isAfter(today)) {
            request.warn(now);
            registry.warned(file.applicationId(), request.number(), now, due);
            audit.record("information-request.warned", "cases/" + file.id(), AuditTrail.SYSTEM, facts);
        }
    }

    private static LocalDate warnOn(LocalDate due, Scheme scheme) {
        return due.minusDays(scheme.informationRequests().warnDays());
    }

    private LocalDate today(Scheme scheme) {
        return scheme.dayOf(clock.instant());
    }
}
