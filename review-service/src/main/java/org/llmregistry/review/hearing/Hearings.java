package org.llmregistry.review.hearing;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.assessment.Assessing;
import org.llmregistry.review.casefile.CaseFile;
import org.llmregistry.review.casefile.CaseStatus;
import org.llmregistry.review.casefile.Cases;
import org.llmregistry.review.deadline.Move;
import org.llmregistry.review.hearing.Hearing.Intended;
import org.llmregistry.review.registry.RegistryMessages;
import org.llmregistry.review.scheme.Scheme;

/// Hearings (domain rules A16 and A17): no decision against the applicant before it could speak, where the scheme says
/// so. The case stays DECISION_PROPOSED; a scheme may stop the clock meanwhile (`stoppedIn: [HEARING]`).
@ApplicationScoped
public class Hearings {

    /// What the clocks see beside the states of a case.
    private enum Pause {
        HEARING
    }

    private final Cases cases;
    private final Assessing assessing;
    private final RegistryMessages registry;
    private final AuditTrail audit;
    private final EntityManager database;
    private final Clock clock;

    Hearings(
            Cases cases,
            Assessing assessing,
            RegistryMessages registry,
            AuditTrail audit,
            EntityManager database,
            Clock clock) {
        this.cases = cases;
        this.assessing = assessing;
        this.registry = registry;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /// That the applicant was heard, for the letter.
    ///
    /// @param answered whether it made a statement
    public record Heard(LocalDate noticedOn, boolean answered) {}

    Hearing notice(CaseFile file, Intended intended, String reasons, String person) {
        Scheme scheme = assessing.schemeOf(file);
        if (!isDemanded(scheme, intended)) {
            throw Refusal.of(
                    ReviewProblem.NO_HEARING_NEEDED, "%s asks for no hearing before this.".formatted(scheme.code()));
        }
        if (Hearing.openOf(file.id()).isPresent()) {
            throw Refusal.of(ReviewProblem.NOT_HEARD, "A notice is with the applicant already.");
        }
        Instant now = clock.instant();
        LocalDate answerBy = today(scheme).plusDays(scheme.hearing().answerDays());
        Hearing hearing = new Hearing(file.id(), intended, reasons, person, now, answerBy);
        hearing.persistAndFlush();
        Move.record(file.id(), Pause.HEARING, now);
        cases.refreshDue(file);
        registry.heard(file.applicationId(), hearing.number(), intended.name(), reasons, now, answerBy);
        audit.record(
                "hearing.noticed",
                "cases/" + file.id(),
                person,
                Map.of(
                        "applicationId", file.applicationId(),
                        "hearing", hearing.number(),
                        "intendedOutcome", intended,
                        "answerBy", answerBy.toString()));
        return hearing;
    }

    /// @return false when nobody waits for it any more
    boolean answer(CaseFile file, int number, String statement, List<String> documents, Instant at) {
        Optional<Hearing> open = Hearing.openOf(file.id()).filter(hearing -> hearing.number() == number);
        open.ifPresent(hearing -> {
            hearing.answer(statement, documents, at);
            resume(file, clock.instant()); // the clocks of a case follow one clock, not the registry's
            audit.record(
                    "hearing.answered",
                    "cases/" + file.id(),
                    AuditTrail.SYSTEM,
                    Map.of("applicationId", file.applicationId(), "hearing", number));
        });
        return open.isPresent();
    }

    /// Refuses a decision against the applicant before it was heard on the newest proposal.
    ///
    /// @param outcome of the decision; one that needs no hearing passes
    public void requireHeard(CaseFile file, String outcome) {
        if (outcome.equals("GRANTED") || !isDemanded(assessing.schemeOf(file), Intended.valueOf(outcome))) {
            return;
        }
        Hearing.openOf(file.id()).ifPresent(hearing -> closeWhenOver(file, hearing));
        Hearing newest = Hearing.ofCase(file.id()).stream()
                .filter(hearing -> hearing.intendedOutcome() == Intended.valueOf(outcome))
                .max(Comparator.comparing(Hearing::number))
                .filter(hearing -> !hearing.noticedAt().isBefore(proposedAt(file.id())))
                .orElseThrow(() -> Refusal.of(
                        ReviewProblem.NOT_HEARD, "Give notice first: POST /cases/%s/hearings.".formatted(file.id())));
        if (newest.overAt() == null) {
            throw Refusal.of(
                    ReviewProblem.NOT_HEARD,
                    "The applicant may speak until %s; it has not yet.".formatted(newest.answerBy()));
        }
    }

    public Optional<Heard> of(CaseFile file, String outcome) {
        Scheme scheme = assessing.schemeOf(file);
        return Hearing.ofCase(file.id()).stream()
                .filter(hearing -> hearing.intendedOutcome().name().equals(outcome))
                .max(Comparator.comparing(Hearing::number))
                .map(hearing -> new Heard(scheme.dayOf(hearing.noticedAt()), hearing.statement() != null));
    }

    /// The clock of the authority runs again when the applicant let its time pass.
    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void closeMissed() {
        for (Hearing missed : Hearing.unansweredBefore(LocalDate.now(clock).plusDays(1))) {
            CaseFile file = CaseFile.locked(missed.caseId());
            Hearing.openOf(file.id()).ifPresent(hearing -> closeWhenOver(file, hearing));
        }
    }

    private void closeWhenOver(CaseFile file, Hearing hearing) {
        Scheme scheme = assessing.schemeOf(file);
        if (hearing.answerBy().isBefore(today(scheme))) {
            Instant over = scheme.endOf(hearing.answerBy());
            Instant at = over.isAfter(hearing.noticedAt()) ? over : hearing.noticedAt();
            hearing.timeIsOver(at);
            resume(file, at);
        }
    }

    /// Nothing to resume when the applicant withdrew meanwhile.
    private void resume(CaseFile file, Instant at) {
        if (file.status() == CaseStatus.DECISION_PROPOSED) {
            Move.record(file.id(), CaseStatus.DECISION_PROPOSED, at);
        }
        cases.refreshDue(file);
    }

    private static boolean isDemanded(Scheme scheme, Intended intended) {
        return switch (intended) {
            case REFUSED -> scheme.hearing().beforeRefusal();
            case GRANTED_WITH_CONDITIONS -> scheme.hearing().beforeConditions();
        };
    }

    /// A hearing on an earlier proposal does not count for a later one.
    private Instant proposedAt(UUID caseId) {
        return (Instant) database.createNativeQuery("""
                        SELECT max(at) FROM (SELECT recommended_at AS at FROM recommendation WHERE case_id = ?1
                                             UNION ALL SELECT proposed_at FROM proposal WHERE case_id = ?1) AS made
                        """, Instant.class)
                .setParameter(1, caseId)
                .getSingleResult();
    }

    private LocalDate today(Scheme scheme) {
        return scheme.dayOf(clock.instant());
    }
}
