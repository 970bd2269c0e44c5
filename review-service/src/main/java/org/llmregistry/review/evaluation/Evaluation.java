package org.llmregistry.review.evaluation;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Ids;

/// Counts of one evaluation by one party: numerator and denominator, never a percentage. A later count is a new row.
@Entity
@Immutable
public class Evaluation extends PanacheEntityBase {

    @Schema(
            name = "EvaluationParty",
            description = "Whose count it is: three facts, kept apart. Thresholds rest on ACCEPTED")
    public enum Party {
        APPLICANT,
        TESTER,
        ACCEPTED
    }

    @Id
    @SuppressWarnings("UnusedVariable") // read by queries and the database only
    private UUID id;

    private UUID caseId;

    private String suite;

    @Column(name = "counted_for")
    private @Nullable String countedFor;

    @Enumerated(EnumType.STRING)
    private Party party;

    private long sampled;
    private long passed;
    private @Nullable Long population;

    private String recordedBy;

    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Evaluation() {}

    public Evaluation(UUID caseId, RecordEvaluation counts, String recordedBy, Instant recordedAt) {
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

    public UUID caseId() {
        return caseId;
    }

    public String suite() {
        return suite;
    }

    /// Code of the risk or name of the corpus source that was counted; null: the whole.
    public @Nullable String countedFor() {
        return countedFor;
    }

    public Counts counts() {
        return new Counts(sampled, passed, population);
    }

    public Party party() {
        return party;
    }

    String recordedBy() {
        return recordedBy;
    }

    Instant recordedAt() {
        return recordedAt;
    }

    /// Newest first.
    public static List<Evaluation> ofCase(UUID caseId) {
        return list("caseId = ?1 order by recordedAt desc, id desc", caseId);
    }

    /// Newest first.
    public static List<Evaluation> ofCases(Collection<UUID> cases) {
        return list("caseId in ?1 order by recordedAt desc, id desc", cases);
    }
}
