package org.llmregistry.review.order;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.condition.Conditions;
import org.llmregistry.review.duty.SeparationOfDuties;
import org.llmregistry.review.licence.LicensedCases;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Orders on licences (domain rules L2 to L5, L10): state, audit event and the word to the registry change together,
/// under the lock of the case.
@ApplicationScoped
@Transactional
public class Ordering {

    private final Assessing assessing;
    private final SeparationOfDuties duties;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final Clock clock;

    Ordering(Assessing assessing, SeparationOfDuties duties, RegistryMessages registry, AuditTrail audit, Clock clock) {
        this.assessing = assessing;
        this.duties = duties;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    LicenceOrder propose(ProposeOrder command, String person) {
        CaseFile file = licensed(command.caseId(), person);
        Scheme scheme = assessing.schemeOf(file);
        requireFaultless(command, scheme, file);
        List<LicenceOrder> inForce = LicenceOrders.inForce(file.id(), clock.instant());
        LicenceState.under(inForce).require(command.sanction());
        if (LicenceOrders.isProposed(file.id())) {
            throw Refusal.of(ReviewProblem.ORDER_PROPOSED, "One order on a licence is proposed at a time.");
        }
        LicenceOrder order = LicenceOrder.proposed(
                command.on(file.id()),
                person,
                clock.instant(),
                ended(command.sanction(), inForce),
                answerBy(command, scheme));
        order.persist();
        return tell("order.proposed", order, file, person, clock.instant());
    }

    LicenceOrder suspendUrgently(ProposeOrder command, String person) {
        CaseFile file = licensed(command.caseId(), person);
        Scheme scheme = assessing.schemeOf(file);
        Scheme.UrgentSuspension rule = scheme.urgentSuspension();
        if (rule == null) {
            throw Refusal.of(
                    ReviewProblem.NO_URGENT_SUSPENSION, "By %s nobody may suspend alone.".formatted(scheme.name()));
        }
        requireFaultless(command, scheme, file);
        Instant now = clock.instant();
        letFall(file, now);
        LicenceState.under(LicenceOrders.inForce(file.id(), now)).require(command.sanction());
        LicenceOrder order = LicenceOrder.urgent(
                command.on(file.id()),
                person,
                now,
                now.plus(Duration.ofHours(rule.confirmWithinHours())),
                answerBy(command, scheme));
        order.persist();
        return tell("order.suspended-urgently", order, file, person, now);
    }

    /// By a person who neither proposed it nor, to reinstate, took part in the suspension.
    LicenceOrder confirm(UUID id, String person) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(id));
        LicenceOrder order = LicenceOrders.of(id);
        Instant now = clock.instant();
        requireSecond(order, file, person, OrderStatus.CONFIRMED, now);
        if (order.status(now) == OrderStatus.PROPOSED) {
            LicensedCases.requireLicence(file);
            LicenceState.under(LicenceOrders.inForce(file.id(), now)).require(order.sanction());
        }
        UUID ends = order.ends();
        if (order.sanction() == Sanction.REINSTATE && ends != null) {
            duties.requireAnother(
                    person, LicenceOrders.of(ends).persons(), "Who suspended a licence may not reinstate it.");
        }
        if (!order.isHeard(today(assessing.schemeOf(file)))) {
            throw Refusal.of(ReviewProblem.HOLDER_NOT_HEARD, "The holder may still answer, and has not.");
        }
        order.confirm(person, now);
        return tell("order.confirmed", order, file, person, now);
    }

    LicenceOrder reject(UUID id, String why, String person) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(id));
        LicenceOrder order = LicenceOrders.of(id);
        Instant now = clock.instant();
        requireSecond(order, file, person, OrderStatus.REJECTED, now);
        order.reject(person, why, now);
        return tell("order.rejected", order, file, person, now);
    }

    LicenceOrder withdraw(UUID id, String person) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(id));
        LicenceOrder order = LicenceOrders.of(id);
        if (!order.proposedBy().equals(person)) {
            throw Refusal.of(ReviewProblem.NOT_YOUR_CASE, "Only who proposed an order may withdraw it.");
        }
        Instant now = clock.instant();
        order.withdraw(now);
        return tell("order.withdrawn", order, file, person, now);
    }

    /// Takes the holder's statement.
    ///
    /// @return false when it comes too late to be heard, or is a second one
    public boolean hear(UUID id, String statement, Instant statedAt) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(id));
        LicenceOrder order = LicenceOrders.of(id);
        if (!order.takesStatement(clock.instant())) {
            return false;
        }
        order.state(statement, statedAt);
        LicenceOrder.flush();
        record("order.answered", order, file, AuditTrail.SYSTEM);
        return true;
    }

    /// Takes an appeal against what lowers the licence and was ordered by two; where the scheme says so, the order has
    /// no effect until the panel answers.
    ///
    /// @return false when there is nothing to appeal against
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean takeAppeal(UUID id) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(id));
        LicenceOrder order = LicenceOrders.of(id);
        if (order.status(clock.instant()) != OrderStatus.CONFIRMED
                || order.sanction().isWayBack()) {
            return false;
        }
        order.stay(assessing.schemeOf(file).appeal().suspensive());
        return true;
    }

    /// On appeal (domain rule L10) an order stands; or the licence goes back to the state that the other orders
    /// make, and the act stays on record. Part of the appeal's transaction.
    ///
    /// @param why reasons of the panel
    @Transactional(Transactional.TxType.MANDATORY)
    public void answerAppeal(UUID id, boolean stands, String why) {
        CaseFile file = CaseFile.locked(LicenceOrders.caseOf(id));
        LicenceOrder order = LicenceOrders.of(id);
        Instant now = clock.instant();
        if (stands) {
            order.uphold(now);
        } else {
            order.setAside(why, now);
        }
        tell(stands ? "order.upheld" : "order.set-aside", order, file, AuditTrail.SYSTEM, now);
    }

    /// Writes down that an urgent suspension fell. Whoever reads it knows from the date already.
    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void fall() {
        Instant now = clock.instant();
        for (UUID caseId : LicenceOrders.casesOfFallen(now)) {
            letFall(CaseFile.locked(caseId), now);
        }
    }

    private void letFall(CaseFile file, Instant now) {
        LicenceOrders.unconfirmed(file.id())
                .filter(order -> order.hasFallen(now))
                .ifPresent(order -> tell("order.fallen", order, file, AuditTrail.SYSTEM, order.fall()));
    }

    private CaseFile licensed(UUID caseId, String person) {
        CaseFile file = LicensedCases.locked(caseId);
        LicensedCases.ofLicence(file.applicationId()).forEach(each -> duties.requireNoConflict(each.id(), person));
        return file;
    }

    private void requireSecond(LicenceOrder order, CaseFile file, String person, OrderStatus next, Instant now) {
        duties.requireAnother(
                person, List.of(order.proposedBy()), "Who proposed an order may neither confirm nor reject it.");
        LicensedCases.ofLicence(file.applicationId()).forEach(each -> duties.requireNoConflict(each.id(), person));
        order.status(now).moveTo(next);
    }

    private void requireFaultless(ProposeOrder command, Scheme scheme, CaseFile file) {
        LocalDate today = today(scheme);
        List<Violation> faults = command.faults(scheme, today, Conditions.isOverdue(file, today));
        if (!faults.isEmpty()) {
            throw Refusal.of(ReviewProblem.INVALID_ORDER, "The order has %d faults.".formatted(faults.size()), faults);
        }
    }

    /// The order that a way back ends: the newest of its kind.
    private static @Nullable UUID ended(Sanction sanction, List<LicenceOrder> inForce) {
        Sanction begun = sanction == Sanction.LIFT ? Sanction.RESTRICT : Sanction.SUSPEND;
        return sanction.isWayBack()
                ? inForce.stream()
                        .filter(order -> order.sanction() == begun)
                        .reduce((earlier, later) -> later)
                        .map(LicenceOrder::id)
                        .orElseThrow()
                : null;
    }

    private @Nullable LocalDate answerBy(ProposeOrder command, Scheme scheme) {
        return scheme.sanction(command.sanction().name()).orElseThrow().hearing()
                ? today(scheme).plusDays(scheme.hearing().answerDays())
                : null;
    }

    private LocalDate today(Scheme scheme) {
        return scheme.dayOf(clock.instant());
    }

    private LicenceOrder tell(String event, LicenceOrder order, CaseFile file, String person, Instant at) {
        LicenceOrder.flush();
        order.message(file.applicationId(), at).ifPresent(registry::ordered);
        record(event, order, file, person);
        return order;
    }

    private void record(String event, LicenceOrder order, CaseFile file, String person) {
        Map<String, Object> facts = new HashMap<>(order.facts());
        facts.put("applicationId", file.applicationId());
        audit.record(event, "cases/" + file.id(), person, facts);
    }
}
