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

/// What the second reader proposes; on record for ever.
@Entity
@Immutable
class Recommendation extends PanacheEntityBase {

    enum Outcome {
        GRANT,
        REFUSE
    }

    @Id
    private UUID caseId;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String reasons;
    private String recommendedBy;
    private Instant recommendedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Recommendation() {}

    Recommendation(UUID caseId, Outcome outcome, String reasons, String recommendedBy, Instant recommendedAt) {
        this.caseId = caseId;
        this.outcome = outcome;
        this.reasons = reasons;
        this.recommendedBy = recommendedBy;
        this.recommendedAt = recommendedAt;
    }

    Outcome outcome() {
        return outcome;
    }

    String reasons() {
        return reasons;
    }

    String recommendedBy() {
        return recommendedBy;
    }

    Instant recommendedAt() {
        return recommendedAt;
    }

    static Optional<Recommendation> ofCase(UUID caseId) {
        return findByIdOptional(caseId);
    }
}
