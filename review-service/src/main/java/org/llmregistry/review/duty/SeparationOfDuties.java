package org.llmregistry.review.duty;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// The one place that compares persons (not roles; administrators are not exempt). Every act on a case passes here,
/// and the database refuses what would slip past (trigger `duties_separated`).
@ApplicationScoped
public class SeparationOfDuties {

    private final Clock clock;

    SeparationOfDuties(Clock clock) {
        this.clock = clock;
    }

    /// Records that the person fills the duty, or refuses with the rule that stands against it.
    public void perform(UUID caseId, String person, Duty duty) {
        objection(caseId, person, duty).ifPresent(rule -> {
            throw Refusal.of(ReviewProblem.DUTIES_NOT_SEPARATED, rule);
        });
        if (PerformedDuty.of(caseId, person).stream().noneMatch(done -> done.duty() == duty)) {
            new PerformedDuty(caseId, person, duty, clock.instant()).persistAndFlush();
        }
    }

    /// Why this person may not fill this duty on this case; empty when nothing stands against it.
    public Optional<String> objection(UUID caseId, String person, Duty duty) {
        return PerformedDuty.of(caseId, person).stream()
                .map(PerformedDuty::duty)
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
            case PROPOSER -> "central reviewer";
            case DECISION -> "decision maker";
        };
    }
}
