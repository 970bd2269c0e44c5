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

/// The decision on a case; on record for ever.
@Entity
@Immutable
class Decision extends PanacheEntityBase {

    enum Outcome {
        GRANTED,
        GRANTED_WITH_CONDITIONS,
        REFUSED
    }

    @Id
    private UUID caseId;

    @SuppressWarnings("UnusedVariable") // read by the database only: the recommendation that it rests on
    private int round;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String reasons;
    private String conditions;
    private String decidedBy;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Decision() {}

    /// @param round      the recommendation that it rests on
    /// @param conditions JSON array
    Decision(
            UUID caseId,
            int round,
            Outcome outcome,
            String reasons,
            String conditions,
            String decidedBy,
            Instant decidedAt) {
        this.caseId = caseId;
        this.round = round;
        this.outcome = outcome;
        this.reasons = reasons;
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
