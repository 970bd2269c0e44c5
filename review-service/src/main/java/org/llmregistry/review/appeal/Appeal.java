package org.llmregistry.review.appeal;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.casefile.CaseStatus;

/// The vendor appeals against a decision; a panel answers (domain rules A20 and A21).
@Entity
@IdClass(Appeal.Key.class)
class Appeal extends PanacheEntityBase {

    record Key(UUID caseId, int number) implements Serializable {}

    @Schema(
            name = "AppealOutcome",
            description =
                    "UPHELD: the decision stands; REPLACED: the panel grants instead; REMITTED: the case is assessed"
                            + " and decided again")
    enum Outcome {
        UPHELD,
        REPLACED,
        REMITTED
    }

    @Id
    private UUID caseId;

    @Id
    private int number;

    @Enumerated(EnumType.STRING)
    private CaseStatus against;

    private String grounds;
    private List<String> documents;
    private Instant lodgedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Outcome outcome;

    private @Nullable Instant decidedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // read by Hibernate only
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Appeal() {}

    /// Under the lock of the case, so that numbers follow one another.
    Appeal(UUID caseId, CaseStatus against, String grounds, List<String> documents, Instant at) {
        this.caseId = caseId;
        this.number = (int) count("caseId", caseId) + 1;
        this.against = against;
        this.grounds = grounds;
        this.documents = List.copyOf(documents);
        this.lodgedAt = at;
    }

    void decide(Outcome found, Instant at) {
        outcome = found;
        decidedAt = at;
    }

    int number() {
        return number;
    }

    /// The state that the case had.
    CaseStatus against() {
        return against;
    }

    AppealView toView(List<Vote.View> votes) {
        return new AppealView(number, against, grounds, documents, lodgedAt, outcome, decidedAt, votes);
    }

    static List<Appeal> ofCase(UUID caseId) {
        return list("caseId = ?1 order by number", caseId);
    }

    static Optional<Appeal> openOf(UUID caseId) {
        return find("caseId = ?1 and outcome is null", caseId).firstResultOptional();
    }
}
