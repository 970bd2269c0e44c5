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

/// What the second reader proposes; on record for ever.
@Entity
@Immutable
@IdClass(Recommendation.Key.class)
class Recommendation extends PanacheEntityBase {

    enum Outcome {
        GRANT,
        REFUSE
    }

    record Key(UUID caseId, int round) implements Serializable {}

    @Id
    private UUID caseId;

    /// Grows each time the centre refers the case back.
    @Id
    private int round;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String reasons;
    private String recommendedBy;
    private Instant recommendedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Recommendation() {}

    Recommendation(UUID caseId, Outcome outcome, String reasons, String recommendedBy, Instant recommendedAt) {
        this.caseId = caseId;
        this.round = rounds(caseId) + 1;
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

    static Optional<Recommendation> newestOf(UUID caseId) {
        return find("caseId = ?1 order by round desc", caseId).firstResultOptional();
    }

    static int rounds(UUID caseId) {
        return (int) count("caseId", caseId);
    }
}
