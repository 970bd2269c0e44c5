package org.llmregistry.review.central;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.llmregistry.review.decision.Decide;

/// What the centre proposes to the decision maker; on record for ever.
@Entity
@Immutable
@IdClass(Proposal.Key.class)
class Proposal extends PanacheEntityBase {

    record Key(UUID caseId, int round) implements Serializable {}

    @Schema(name = "ProposedOutcome")
    enum Outcome {
        GRANT,
        REFUSE
    }

    @Schema(name = "Proposal", description = "What the centre proposed to the decision maker")
    record View(
            int round,
            Outcome outcome,
            String opinion,
            List<Decide.SetCondition> conditions,
            List<Decide.Waive> departures,
            String proposedBy,
            Instant proposedAt) {}

    @Id
    private UUID caseId;

    @Id
    private int round;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private String opinion;
    private String conditions;
    private String departures;
    private String proposedBy;
    private Instant proposedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Proposal() {}

    /// @param conditions JSON array, as `departures` is
    Proposal(
            UUID caseId, Propose command, String conditions, String departures, String proposedBy, Instant proposedAt) {
        this.caseId = caseId;
        this.round = (int) count("caseId", caseId) + 1;
        this.outcome = command.outcome();
        this.opinion = command.opinion();
        this.conditions = conditions;
        this.departures = departures;
        this.proposedBy = proposedBy;
        this.proposedAt = proposedAt;
    }

    String conditions() {
        return conditions;
    }

    String departures() {
        return departures;
    }

    View toView(List<Decide.SetCondition> drafted, List<Decide.Waive> justified) {
        return new View(round, outcome, opinion, drafted, justified, proposedBy, proposedAt);
    }

    static List<Proposal> of(UUID caseId) {
        return list("caseId = ?1 order by round", caseId);
    }
}
