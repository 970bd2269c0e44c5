package org.llmregistry.review.overrun;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.clock.ClockRule;
import org.llmregistry.review.clock.ClockRule.OnOverrun;
import org.llmregistry.review.deadline.ClockView;
import org.llmregistry.review.deadline.Deadlines;
import org.llmregistry.review.decision.Decisions;
import org.llmregistry.review.overrun.Overrun.Due;
import org.llmregistry.review.scheme.Schemes;

/// What the scheme says happens when the authority lets its last day pass: an alarm, or its silence counts as
/// acceptance (domain rule A5) or approval (domain.md 3.2). Each case in a transaction of its own, under its lock, so
/// that any number of replicas may look at the same time.
@ApplicationScoped
class Overruns {

    private static final int BATCH = 200;

    /// Where days begin first: no authority is further ahead.
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

    private final Cases cases;
    private final Deadlines deadlines;
    private final Decisions decisions;
    private final Schemes schemes;
    private final AuditTrail audit;
    private final Clock clock;

    Overruns(Cases cases, Deadlines deadlines, Decisions decisions, Schemes schemes, AuditTrail audit, Clock clock) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.decisions = decisions;
        this.schemes = schemes;
        this.audit = audit;
        this.clock = clock;
    }

    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), EASTERNMOST);
        Due last = new Due(LocalDate.of(1, 1, 1), new UUID(0, 0));
        for (List<Due> batch = next(today, last); !batch.isEmpty(); batch = next(today, last)) {
            for (Due due : batch) {
                lookAt(due.caseId());
            }
            last = batch.getLast();
        }
    }

    private static List<Due> next(LocalDate today, Due last) {
        return QuarkusTransaction.requiringNew().call(() -> Overrun.next(today, last, BATCH));
    }

    /// One case that fails keeps no other from its turn.
    @SuppressWarnings("IllegalCatch")
    private void lookAt(UUID caseId) {
        try {
            QuarkusTransaction.requiringNew().run(() -> act(CaseFile.locked(caseId)));
        } catch (RuntimeException failure) {
            Log.errorf(failure, "case=%s the overrun of its clock will be tried again", caseId);
        }
    }

    private void act(CaseFile file) {
        ClockView missed = cases.refreshDue(file).orElse(null);
        if (missed == null || !missed.overdue() || Overrun.isKnown(file.id(), missed.code())) {
            return;
        }
        Instant now = clock.instant();
        LocalDate day = Objects.requireNonNull(missed.dueOn());
        OnOverrun effect = effect(file, missed);
        new Overrun(file.id(), missed.code(), day, effect, now).persistAndFlush();
        Map<String, ?> facts =
                Map.of("applicationId", file.applicationId(), "clock", missed.code(), "missedOn", day.toString());
        audit.record("case.overdue", "cases/" + file.id(), AuditTrail.SYSTEM, facts);
        switch (effect) {
            case ALARM -> cases.report(file, now, List.of());
            case DEEMED_ACCEPTED -> cases.accept(file, AuditTrail.SYSTEM, Map.of("deemed", true), now);
            case DEEMED_APPROVED -> {
                decisions.recordSilence(file, day, now);
                cases.refreshDue(file);
            }
        }
    }

    /// Silence speaks only where the scheme gives it a voice and it is the authority that is silent, whatever the clock
    /// of the scheme counts; otherwise the lateness is an alarm.
    private OnOverrun effect(CaseFile file, ClockView missed) {
        ClockRule rule = deadlines
                .rule(file.schemeCode(), file.schemeVersion(), missed.code())
                .orElseThrow();
        Set<String> kinds = rule.overrunKinds();
        boolean applies = kinds == null || kinds.contains(file.appliedFor().kind());
        boolean possible =
                switch (rule.onOverrun()) {
                    case ALARM -> true;
                    case DEEMED_APPROVED -> file.status() != CaseStatus.INFO_REQUESTED;
                    case DEEMED_ACCEPTED ->
                        file.status() == CaseStatus.SUBMITTED
                                && schemes.inForce(
                                                file.schemeCode(),
                                                file.appliedFor().track())
                                        .isPresent();
                };
        return applies && possible ? rule.onOverrun() : OnOverrun.ALARM;
    }
}
