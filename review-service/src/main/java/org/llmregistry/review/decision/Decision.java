package org.llmregistry.review.decision;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.review.ReviewProblem;

/// The decision on a case; on record for ever.
@Entity
@Immutable
@IdClass(Decision.Key.class)
class Decision extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    enum Outcome {
        GRANTED,
        GRANTED_WITH_CONDITIONS,
        REFUSED;

        boolean grants() {
            return this != REFUSED;
        }

        String words() {
            return switch (this) {
                case GRANTED -> "The application is granted.";
                case GRANTED_WITH_CONDITIONS -> "The application is granted with conditions.";
                case REFUSED -> "The application is refused.";
            };
        }
    }

    @Id
    private UUID caseId;

    /// Grows when an appeal sends the case back.
    @Id
    private int number;

    @SuppressWarnings("UnusedVariable") // read by the database only: the recommendation that it rests on
    private int round;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String reasons;
    private @Nullable String legalBasis;
    private String clauseReasons;
    private String waivers;
    private String conditions;
    private String baseLicences;
    private String decidedBy;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Decision() {}

    /// @param round         the recommendation that it rests on
    /// @param clauseReasons JSON array, as `waivers`, `conditions` and `baseLicences` are
    Decision(
            UUID caseId,
            int round,
            Outcome outcome,
            String reasons,
            @Nullable String legalBasis,
            String clauseReasons,
            String waivers,
            String conditions,
            String baseLicences,
            String decidedBy,
            Instant decidedAt) {
        this.caseId = caseId;
        this.number = (int) count("caseId", caseId) + 1;
        this.round = round;
        this.outcome = outcome;
        this.reasons = reasons;
        this.legalBasis = legalBasis;
        this.clauseReasons = clauseReasons;
        this.waivers = waivers;
        this.conditions = conditions;
        this.baseLicences = baseLicences;
        this.decidedBy = decidedBy;
        this.decidedAt = decidedAt;
    }

    Outcome outcome() {
        return outcome;
    }

    String reasons() {
        return reasons;
    }

    @Nullable
    String legalBasis() {
        return legalBasis;
    }

    String clauseReasons() {
        return clauseReasons;
    }

    String waivers() {
        return waivers;
    }

    String conditions() {
        return conditions;
    }

    String baseLicences() {
        return baseLicences;
    }

    String decidedBy() {
        return decidedBy;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    static Optional<Decision> newestOf(UUID caseId) {
        return find("caseId = ?1 order by number desc", caseId).firstResultOptional();
    }

    /// A remitted case is decided by somebody else; the database says the same in `decision_by_unique`.
    static void requireAnotherPerson(UUID caseId, String person) {
        if (count("caseId = ?1 and decidedBy = ?2", caseId, person) > 0) {
            throw Refusal.of(
                    ReviewProblem.DUTIES_NOT_SEPARATED,
                    "Who decided a case that was remitted may not decide it again.");
        }
    }
}
