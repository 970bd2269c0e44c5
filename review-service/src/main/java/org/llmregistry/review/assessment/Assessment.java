package org.llmregistry.review.assessment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The verdict on one clause, with its grounds.
@Entity
@IdClass(Assessment.Key.class)
class Assessment extends PanacheEntityBase {

    /// A verdict without its grounds.
    record Found(UUID caseId, String clause, Verdict verdict) {}

    record Key(UUID caseId, String clause) implements Serializable {}

    @Schema(description = "NOT_APPLICABLE needs a reason; the others a reason or evidence")
    enum Verdict {
        COMPLIES,
        DOES_NOT_COMPLY,
        NOT_APPLICABLE
    }

    @Id
    private UUID caseId;

    @Id
    private String clause;

    @Enumerated(EnumType.STRING)
    private Verdict verdict;

    private String reason;
    private List<String> evidence;
    private String assessedBy;
    private Instant assessedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Assessment() {}

    @SuppressWarnings("NullAway.Init") // record() fills the rest
    Assessment(UUID caseId, String clause) {
        this.caseId = caseId;
        this.clause = clause;
    }

    void record(Verdict found, String why, List<String> grounds, String by, Instant at) {
        verdict = found;
        reason = why;
        evidence = List.copyOf(grounds);
        assessedBy = by;
        assessedAt = at;
    }

    String clause() {
        return clause;
    }

    Verdict verdict() {
        return verdict;
    }

    String reason() {
        return reason;
    }

    List<String> evidence() {
        return evidence;
    }

    String assessedBy() {
        return assessedBy;
    }

    Instant assessedAt() {
        return assessedAt;
    }

    /// Counts from 1; 0 is a clause without a verdict.
    long version() {
        return version + 1;
    }

    static Optional<Assessment> of(UUID caseId, String clause) {
        return findByIdOptional(new Key(caseId, clause));
    }

    /// To hold cases against a scheme: nothing of it is going to change.
    static List<Found> found(Collection<UUID> cases) {
        return getEntityManager()
                .createQuery("select caseId, clause, verdict from Assessment where caseId in ?1", Found.class)
                .setParameter(1, cases)
                .getResultList();
    }

    static List<Assessment> ofCase(UUID caseId) {
        return list("caseId", caseId);
    }
}
