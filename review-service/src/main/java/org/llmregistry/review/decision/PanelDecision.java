package org.llmregistry.review.decision;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/// A grant that a panel put in the place of a decision. Its members stand in the votes of the appeal; on record for
/// ever, as the decision before is.
@Entity
@Immutable
@IdClass(PanelDecision.Key.class)
class PanelDecision extends PanacheEntityBase {

    record Key(UUID caseId, int appeal) implements Serializable {}

    @Id
    private UUID caseId;

    @Id
    private int appeal;

    private String reasons;
    private String conditions;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected PanelDecision() {}

    /// @param appeal     number of the appeal within the case
    /// @param conditions JSON array
    PanelDecision(UUID caseId, int appeal, String reasons, String conditions, Instant at) {
        this.caseId = caseId;
        this.appeal = appeal;
        this.reasons = reasons;
        this.conditions = conditions;
        this.decidedAt = at;
    }

    String conditions() {
        return conditions;
    }

    /// There is no appeal against a panel's word.
    Decisions.Made toMade(List<Grounds.Condition> set) {
        Decision.Outcome outcome = set.isEmpty() ? Decision.Outcome.GRANTED : Decision.Outcome.GRANTED_WITH_CONDITIONS;
        return new Decisions.Made(
                outcome.name(),
                outcome.words(),
                Decisions.Maker.PANEL,
                decidedAt,
                null,
                new Grounds(reasons, null, List.of(), List.of(), set));
    }

    static Optional<PanelDecision> newestOf(UUID caseId) {
        return find("caseId = ?1 order by appeal desc", caseId).firstResultOptional();
    }
}
