package org.llmregistry.review.central;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;

/// What the centre proposes to the decision maker; on record for ever.
@Entity
@Immutable
@IdClass(Proposal.Key.class)
@SuppressWarnings("UnusedVariable") // read by queries and the database only
class Proposal extends PanacheEntityBase {

    record Key(UUID caseId, int round) implements Serializable {}

    @Schema(name = "ProposedOutcome")
    enum Outcome {
        GRANT,
        REFUSE
    }

    @Id
    private UUID caseId;

    @Id
    private int round;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String opinion;
    private String proposedBy;
    private Instant proposedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Proposal() {}

    Proposal(UUID caseId, Outcome outcome, String opinion, String proposedBy, Instant proposedAt) {
        this.caseId = caseId;
        this.round = (int) count("caseId", caseId) + 1;
        this.outcome = outcome;
        this.opinion = opinion;
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
    }
}
