package org.llmregistry.review.decision;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.assessment.ThresholdView;

/// What the second reader proposes; on record for ever. On a track of one level it is the proposal that is decided on:
/// then it drafts the conditions of a grant too.
@Entity
@Immutable
@IdClass(Recommendation.Key.class)
class Recommendation extends PanacheEntityBase {

    enum Outcome {
        GRANT,
        REFUSE
    }

    /// What the second reader proposes.
    ///
    /// @param conditions that the grant should have; the decision maker may set others
    /// @param departures thresholds that are not shown to be met, and why a grant is proposed all the same
    record Recommend(
            @NotNull Outcome outcome,
            @NotBlank @Size(max = 20_000) String reasons,

            @Schema(description = "Drafts of conditions, with GRANT on a track of one level; absent: none")
            @Nullable
            @Size(max = 50)
            List<Decide.@Valid @NotNull SetCondition> conditions,

            @Schema(
                    description =
                            "With GRANT on a track of one level: every waivable threshold that is not shown to be met, and"
                                    + " why it may be waived")
            @Nullable
            @Size(max = 100)
            List<Decide.@Valid @NotNull Waive> departures) {

        static final String EXAMPLE = """
                {"outcome": "GRANT", "reasons": "Every clause complies and every threshold is met by the accepted counts."}""";
        static final String DRAFTING = """
                {"outcome": "GRANT", "reasons": "It complies; the keyword library has to be kept fresh.",
                 "conditions": [{"code": "KEYWORDS", "text": "Report the refreshed keyword library.", "dueOn": "2027-03-31",
                                 "evidence": "The library with the date of each entry."}], "departures": []}""";

        /// The centre drafts where there is one.
        List<Violation> faults(boolean centralReview, List<ThresholdView> held) {
            if (outcome == Outcome.REFUSE) {
                return draft().faultsUnlessEmpty("with-grant", "Leave it empty: it belongs to GRANT only.");
            }
            return centralReview
                    ? draft().faultsUnlessEmpty("one-level", "Leave it empty: the centre drafts it on this track.")
                    : draft().faults(held);
        }

        Decide.Draft draft() {
            return Decide.Draft.of(conditions, departures);
        }
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
    private String conditions;
    private String departures;
    private String recommendedBy;
    private Instant recommendedAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected Recommendation() {}

    /// @param conditions JSON array, as `departures` is
    Recommendation(
            UUID caseId,
            Outcome outcome,
            String reasons,
            String conditions,
            String departures,
            String recommendedBy,
            Instant recommendedAt) {
        this.caseId = caseId;
        this.round = rounds(caseId) + 1;
        this.outcome = outcome;
        this.reasons = reasons;
        this.conditions = conditions;
        this.departures = departures;
        this.recommendedBy = recommendedBy;
        this.recommendedAt = recommendedAt;
    }

    Outcome outcome() {
        return outcome;
    }

    String reasons() {
        return reasons;
    }

    String conditions() {
        return conditions;
    }

    String departures() {
        return departures;
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
