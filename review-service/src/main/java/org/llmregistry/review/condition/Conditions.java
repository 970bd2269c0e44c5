package org.llmregistry.review.condition;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.web.Ids;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.licence.LicensedCases;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Follows conditions from the grant on (domain rule L9): the holder is warned before the last day; what was not shown
/// by then is flagged, so that an order on the ground that the scheme names for it can be proposed.
@ApplicationScoped
public class Conditions {

    private static final int BATCH = 200;

    /// Where days begin first: no authority is further ahead.
    private static final ZoneOffset EASTERNMOST = ZoneOffset.ofHours(14);

    /// The most days of warning that a scheme can set.
    private static final int LONGEST_WARNING = 366;

    private final Assessing assessing;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final Clock clock;

    Conditions(Assessing assessing, RegistryMessages registry, AuditTrail audit, Clock clock) {
        this.assessing = assessing;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    /// A newer decision of the case stands: what the one before asked for and was not met is asked no longer. A granted
    /// renewal or variation puts its conditions in the place of those that the licence had.
    public void replace(CaseFile file, boolean granted, Instant at) {
        Set<UUID> cases = new LinkedHashSet<>();
        UUID licensedOn = file.appliedFor().licensedOn();
        if (granted && licensedOn != null) {
            LicensedCases.ofLicence(licensedOn).forEach(earlier -> cases.add(earlier.id()));
        }
        cases.add(file.id());
        List<CaseCondition> unmet = cases.stream()
                .flatMap(each -> CaseCondition.unmet(each).stream())
                .toList();
        if (unmet.isEmpty()) {
            return;
        }
        unmet.forEach(condition -> {
            condition.replace();
            tell(condition, at);
        });
        CaseCondition.flush(); // before others take their codes
    }

    /// In the transaction of the decision that sets it.
    public void open(
            CaseFile file, String code, String text, @Nullable LocalDate dueOn, @Nullable String evidence, Instant at) {
        CaseCondition condition = new CaseCondition(file.id(), code, text, dueOn, evidence, at);
        condition.persist();
        tell(condition, at);
    }

    /// Whether a condition of the licence that was granted in a case is overdue, in whichever case it was set.
    public static boolean isOverdue(CaseFile granted, LocalDate today) {
        List<UUID> cases = LicensedCases.ofLicence(granted.applicationId()).stream()
                .map(CaseFile::id)
                .toList();
        return CaseCondition.isOverdue(cases, today);
    }

    /// The registry, and through it the holder, knows how each condition stands.
    void tell(CaseCondition condition, Instant at) {
        registry.condition(new RegistryMessages.ConditionStands(
                Ids.next(),
                condition.id(),
                CaseFile.of(condition.caseId()).applicationId(),
                condition.status(),
                at,
                condition.toCondition(),
                condition.warnedAt()));
    }

    /// Each in a transaction of its own, under its lock: any number of replicas may look at the same time.
    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        LocalDate before = LocalDate.ofInstant(clock.instant(), EASTERNMOST);
        LocalDate on = LocalDate.of(1, 1, 1);
        UUID after = new UUID(0, 0);
        List<CaseCondition> batch;
        do {
            batch = due(before, before.plusDays(LONGEST_WARNING), on, after);
            for (CaseCondition condition : batch) {
                lookAt(condition.id());
                on = condition.order();
                after = condition.id();
            }
        } while (batch.size() == BATCH);
    }

    private static List<CaseCondition> due(LocalDate before, LocalDate soon, LocalDate on, UUID after) {
        return QuarkusTransaction.requiringNew().call(() -> CaseCondition.due(before, soon, on, after, BATCH));
    }

    /// One condition that fails keeps no other from its turn.
    @SuppressWarnings("IllegalCatch")
    private void lookAt(UUID id) {
        try {
            QuarkusTransaction.requiringNew().run(() -> flag(id));
        } catch (RuntimeException failure) {
            Log.errorf(failure, "condition=%s its last day will be looked at again", id);
        }
    }

    private void flag(UUID id) {
        CaseCondition condition = CaseCondition.locked(id).orElseThrow();
        Scheme scheme = assessing.schemeOf(CaseFile.of(condition.caseId()));
        LocalDate today = scheme.dayOf(clock.instant());
        Scheme.Conditions rules = scheme.conditions();
        if (condition.passed(today)) {
            record("condition.overdue", condition);
        } else if (rules != null && condition.warn(today, rules.warnDays(), clock.instant())) {
            record("condition.warned", condition);
        }
    }

    private void record(String event, CaseCondition condition) {
        CaseCondition.flush();
        tell(condition, clock.instant());
        audit.record(
                event,
                "cases/" + condition.caseId(),
                AuditTrail.SYSTEM,
                Map.of("code", condition.code(), "dueOn", String.valueOf(condition.dueOn())));
    }
}
