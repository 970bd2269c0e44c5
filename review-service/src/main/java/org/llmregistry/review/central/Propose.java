package org.llmregistry.review.central;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.assessment.ThresholdView;
import org.llmregistry.review.decision.Decide;

/// What the centre proposes (domain rule A15).
///
/// @param conditions that the grant should have; the decision maker may set others
/// @param departures thresholds that are not shown to be met, and why a grant is proposed all the same
public record Propose(
        @NotNull Proposal.Outcome outcome,
        @NotBlank @Size(max = 20_000) String opinion,

        @Schema(description = "Drafts of conditions, with GRANT; absent: none") @Nullable @Size(max = 50)
        List<Decide.@Valid @NotNull SetCondition> conditions,

        @Schema(
                description =
                        "With GRANT: every waivable threshold that is not shown to be met, and why it may be waived")
        @Nullable
        @Size(max = 100)
        List<Decide.@Valid @NotNull Waive> departures) {

    static final String EXAMPLE = """
            {"outcome": "GRANT", "opinion": "The central test agrees with the region's; joint review on 2026-11-20.",
             "conditions": [{"code": "KEYWORDS", "text": "Report the refreshed keyword library.", "dueOn": "2027-03-31",
                             "evidence": "The library with the date of each entry."}], "departures": []}""";

    Decide.Draft draft() {
        return Decide.Draft.of(conditions, departures);
    }

    /// Everything in which it contradicts itself or the findings.
    ///
    /// @param held thresholds of the case
    List<Violation> faults(List<ThresholdView> held) {
        return outcome == Proposal.Outcome.GRANT
                ? draft().faults(held)
                : draft().faultsUnlessEmpty("with-grant", "Leave it empty: it belongs to GRANT only.");
    }
}
