package org.llmregistry.review.decision;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.llmregistry.review.casefile.CaseFile;

/// An approval that nobody decided: the authority let its last day pass under a scheme that takes silence for consent.
/// It names no person, because none performed the duty; on record for ever.
@Entity
@Immutable
class DeemedDecision extends PanacheEntityBase {

    private static final String REASONS =
            "Approved by silence: the authority did not decide by its last day, %s. Version %d of %s takes that for"
                    + " approval of an application of the kind %s. No person decided.";

    @Id
    private UUID caseId;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private LocalDate missedOn;

    private String reasons;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected DeemedDecision() {}

    DeemedDecision(CaseFile file, LocalDate missedOn, Instant at) {
        this.caseId = file.id();
        this.missedOn = missedOn;
        this.reasons = REASONS.formatted(
                missedOn,
                file.schemeVersion(),
                file.schemeCode(),
                file.appliedFor().kind());
        this.decidedAt = at;
    }

    Decisions.Made toMade() {
        return new Decisions.Made(
                "GRANTED",
                "The application is granted by silence.",
                Decisions.Maker.SILENCE,
                decidedAt,
                null,
                new Grounds(reasons, null, List.of(), List.of(), List.of()));
    }

    static Optional<DeemedDecision> of(UUID caseId) {
        return findByIdOptional(caseId);
    }
}
