package org.llmregistry.review.condition;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;

/// Follows conditions from the grant on (domain rule L9): whose last day has passed without evidence is flagged, so
/// that an order with the ground OVERDUE_CONDITION can be proposed.
@ApplicationScoped
public class Conditions {

    private static final int BATCH = 200;

    /// Where days begin first: no authority is further ahead.
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

    private final Assessing assessing;
    private final AuditTrail audit;
    private final Clock clock;

    Conditions(Assessing assessing, AuditTrail audit, Clock clock) {
        this.assessing = assessing;
        this.audit = audit;
        this.clock = clock;
    }

    /// A newer decision of the case stands: what the one before asked for and was not met is asked no longer.
    public void replace(UUID caseId) {
        CaseCondition.unmet(caseId).forEach(CaseCondition::replace);
        CaseCondition.flush();
    }

    /// In the transaction of the decision that sets it.
    public void open(
            UUID caseId, String code, String text, @Nullable LocalDate dueOn, @Nullable String evidence, Instant at) {
        new CaseCondition(caseId, code, text, dueOn, evidence, at).persist();
    }

    /// Each in a transaction of its own, under its lock: any number of replicas may look at the same time.
    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        LocalDate before = LocalDate.ofInstant(clock.instant(), EASTERNMOST);
        LocalDate on = LocalDate.of(1, 1, 1);
        UUID after = new UUID(0, 0);
        List<CaseCondition> batch;
        do {
            batch = due(before, on, after);
            for (CaseCondition condition : batch) {
                QuarkusTransaction.requiringNew().run(() -> flag(condition.id()));
                on = condition.order();
                after = condition.id();
            }
        } while (batch.size() == BATCH);
    }

    private static List<CaseCondition> due(LocalDate before, LocalDate on, UUID after) {
        return QuarkusTransaction.requiringNew().call(() -> CaseCondition.due(before, on, after, BATCH));
    }

    private void flag(UUID id) {
        CaseCondition condition = CaseCondition.locked(id).orElseThrow();
        ZoneId zone =
                ZoneId.of(assessing.schemeOf(CaseFile.of(condition.caseId())).timeZone());
        if (condition.passed(LocalDate.now(clock.withZone(zone)))) {
            audit.record(
                    "condition.overdue",
                    "cases/" + condition.caseId(),
                    AuditTrail.SYSTEM,
                    Map.of("code", condition.code(), "dueOn", String.valueOf(condition.dueOn())));
        }
    }
}
