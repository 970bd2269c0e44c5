package org.llmregistry.review.assessment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.llmregistry.kernel.web.Ids;

/// Counts of one evaluation by one party: numerator and denominator, never a percentage. A later count is a new row.
@Entity
@Immutable
class Evaluation extends PanacheEntityBase {

    @Schema(
            name = "EvaluationParty",
            description = "Whose count it is: three facts, kept apart. Thresholds rest on ACCEPTED")
    enum Party {
        APPLICANT,
        TESTER,
        ACCEPTED
    }

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private UUID caseId;

    private String suite;

    @Enumerated(EnumType.STRING)
    private Party party;

    private long sampled;
    private long passed;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private String recordedBy;

    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Evaluation() {}

    Evaluation(
            UUID caseId, String suite, Party party, long sampled, long passed, String recordedBy, Instant recordedAt) {
        this.id = Ids.next();
        this.caseId = caseId;
        this.suite = suite;
        this.party = party;
        this.sampled = sampled;
        this.passed = passed;
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    UUID id() {
        return id;
    }

    String suite() {
        return suite;
    }

    Party party() {
        return party;
    }

    long sampled() {
        return sampled;
    }

    long passed() {
        return passed;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    /// Newest first.
    static List<Evaluation> ofCase(UUID caseId) {
        return list("caseId = ?1 order by recordedAt desc, id desc", caseId);
    }
}
