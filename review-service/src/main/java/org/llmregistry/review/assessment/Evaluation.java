package org.llmregistry.review.assessment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
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

    @Column(name = "counted_for")
    private @Nullable String countedFor;

    @Enumerated(EnumType.STRING)
    private Party party;

    private long sampled;
    private long passed;
    private @Nullable Long population;

    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private String recordedBy;

    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Evaluation() {}

    Evaluation(UUID caseId, RecordEvaluation counts, String recordedBy, Instant recordedAt) {
        this.id = Ids.next();
        this.caseId = caseId;
        this.suite = counts.suite();
        this.countedFor = counts.countedFor();
        this.party = counts.party();
        this.sampled = counts.sampled();
        this.passed = counts.passed();
        this.population = counts.population();
        this.recordedBy = recordedBy;
        this.recordedAt = recordedAt;
    }

    UUID id() {
        return id;
    }

    String suite() {
        return suite;
    }

    /// Code of the risk or name of the corpus source that was counted; null: the whole.
    @Nullable
    String countedFor() {
        return countedFor;
    }

    Counts counts() {
        return new Counts(sampled, passed, population);
    }

    Party party() {
        return party;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    /// Newest first.
    static List<Evaluation> ofCase(UUID caseId) {
        return list("caseId = ?1 order by recordedAt desc, id desc", caseId);
    }
}
