package org.llmregistry.review.decision;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// The decision on a case; on record for ever.
@Entity
@Immutable
class Decision extends PanacheEntityBase {

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

    @SuppressWarnings("UnusedVariable") // read by the database only: the recommendation that it rests on
    private int round;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String reasons;
    private @Nullable String legalBasis;
    private String clauseReasons;
    private String waivers;
    private String conditions;
    private String decidedBy;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Decision() {}

    /// @param round         the recommendation that it rests on
    /// @param clauseReasons JSON array, as `waivers` and `conditions` are
    Decision(
            UUID caseId,
            int round,
            Outcome outcome,
            String reasons,
            @Nullable String legalBasis,
            String clauseReasons,
            String waivers,
            String conditions,
            String decidedBy,
            Instant decidedAt) {
        this.caseId = caseId;
        this.round = round;
        this.outcome = outcome;
        this.reasons = reasons;
        this.legalBasis = legalBasis;
        this.clauseReasons = clauseReasons;
        this.waivers = waivers;
        this.conditions = conditions;
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

    String decidedBy() {
        return decidedBy;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    static Optional<Decision> ofCase(UUID caseId) {
        return findByIdOptional(caseId);
    }
}
