package org.llmregistry.review.central;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    List<Decide.SetCondition> drafted() {
        return conditions == null ? List.of() : conditions;
    }

    List<Decide.Waive> justified() {
        return departures == null ? List.of() : departures;
    }

    /// Everything in which it contradicts itself or the findings.
    ///
    /// @param held thresholds of the case
    List<Violation> faults(List<ThresholdView> held) {
        List<Violation> faults = new ArrayList<>();
        if (outcome == Proposal.Outcome.REFUSE) {
            empty(faults, "/conditions", drafted());
            empty(faults, "/departures", justified());
            return faults;
        }
        Set<String> unmet = held.stream()
                .filter(view -> view.threshold().waivable() && view.standsAgainstGranting())
                .map(view -> view.threshold().code())
                .collect(Collectors.toSet());
        Set<String> named = justified().stream().map(Decide.Waive::threshold).collect(Collectors.toSet());
        for (int i = 0; i < justified().size(); i++) {
            if (!unmet.contains(justified().get(i).threshold())) {
                faults.add(new Violation(
                        "/departures/%d/threshold".formatted(i),
                        "not-met",
                        "No waivable threshold of this code stands against a grant."));
            }
        }
        unmet.stream()
                .filter(code -> !named.contains(code))
                .sorted()
                .forEach(code -> faults.add(new Violation(
                        "/departures", "departure-justified", "Say why %s may be waived.".formatted(code))));
        Set<String> codes = drafted().stream().map(Decide.SetCondition::code).collect(Collectors.toSet());
        if (codes.size() < drafted().size()) {
            faults.add(new Violation("/conditions", "unique", "Give each condition its own code."));
        }
        return faults;
    }

    private static void empty(List<Violation> faults, String pointer, List<?> list) {
        if (!list.isEmpty()) {
            faults.add(new Violation(pointer, "with-grant", "Leave it empty: it belongs to GRANT only."));
        }
    }
}
