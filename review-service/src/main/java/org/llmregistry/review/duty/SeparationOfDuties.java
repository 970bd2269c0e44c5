package org.llmregistry.review.duty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.review.ReviewProblem;

/// The one place that compares persons (not roles; administrators are not exempt). Every act on a case passes here,
/// and the database refuses what would slip past (trigger `duties_separated`).
@ApplicationScoped
public class SeparationOfDuties {

    private final EntityManager database;
    private final Caller caller;
    private final Clock clock;

    SeparationOfDuties(EntityManager database, Caller caller, Clock clock) {
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    /// Records that the person fills the duty, or refuses with the rule that stands against it. Under the lock of the
    /// case, so that nobody adds to what the person did on it meanwhile.
    public void perform(UUID caseId, String person, Duty duty) {
        List<Duty> done = PerformedDuty.of(caseId, person);
        separation(done, duty).ifPresent(rule -> {
            throw Refusal.of(ReviewProblem.DUTIES_NOT_SEPARATED, rule);
        });
        requireNoConflict(caseId, person);
        if (!done.contains(duty)) {
            new PerformedDuty(caseId, person, duty, clock.instant()).persistAndFlush();
        }
    }

    /// A member of the appeal panel votes.
    ///
    /// @param sitting who voted before
    /// @param panel   how many members the panel has
    public void sit(UUID caseId, String member, Set<String> sitting, int panel) {
        if (sitting.size() == panel && !sitting.contains(member)) {
            throw Refusal.of(ReviewProblem.PANEL_COMPLETE, "The panel of %d is complete.".formatted(panel));
        }
        perform(caseId, member, Duty.APPEAL);
    }

    /// Work on a case that fills no new duty asks this too: a conflict may have been declared since the claim.
    public void requireNoConflict(UUID caseId, String person) {
        ConflictDeclaration.takeTurn(person);
        conflict(caseId, person).ifPresent(rule -> {
            throw Refusal.of(ReviewProblem.CONFLICT_OF_INTEREST, rule);
        });
    }

    /// What one person began another must end.
    ///
    /// @param rule told to a person who is one of the others
    public void requireAnother(String person, Collection<String> others, String rule) {
        if (others.contains(person)) {
            throw Refusal.of(ReviewProblem.DUTIES_NOT_SEPARATED, rule);
        }
    }

    /// Why this person may not fill this duty on this case; empty when nothing stands against it.
    public Optional<String> objection(UUID caseId, String person, Duty duty) {
        return separation(PerformedDuty.of(caseId, person), duty).or(() -> conflict(caseId, person));
    }

    /// Why a person may not work on the case: it declared a conflict, or its token says that it is of the developer.
    public Optional<String> conflict(UUID caseId, String person) {
        Object[] developer = (Object[]) database.createNativeQuery("""
                        SELECT vendor_id, vendor_name, EXISTS (SELECT FROM conflict_declaration WHERE person = ?2)
                        FROM case_file WHERE id = ?1
                        """)
                .setParameter(1, caseId)
                .setParameter(2, person)
                .setFlushMode(FlushModeType.COMMIT) // declarations are written at once, a case keeps its vendor
                .getSingleResult();
        UUID vendor = (UUID) developer[0];
        boolean own = caller.id().equals(person)
                && caller.vendor().filter(vendor::equals).isPresent();
        boolean declared = (boolean) developer[2]
                && ConflictDeclaration.standsAgainst(
                        person, caseId, vendor, (String) developer[1], LocalDate.now(clock));
        return own || declared
                ? Optional.of("Who has a conflict of interest with a developer may take no part in its cases.")
                : Optional.empty();
    }

    private static Optional<String> separation(List<Duty> performed, Duty duty) {
        return performed.stream()
                .filter(done -> duty.excludes().contains(done))
                .findFirst()
                .map(done ->
                        "Who was %s of a case may not be %s of the same case.".formatted(words(done), words(duty)));
    }

    private static String words(Duty duty) {
        return switch (duty) {
            case INTAKE -> "intake officer";
            case CASE_OFFICER -> "case officer";
            case TESTER -> "tester";
            case SECOND_READER -> "second reader";
            case ADVISER -> "adviser";
            case PROPOSER -> "central reviewer";
            case DECISION -> "decision maker";
            case APPEAL -> "member of the appeal panel";
        };
    }
}
