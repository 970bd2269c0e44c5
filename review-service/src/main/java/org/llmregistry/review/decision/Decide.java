package org.llmregistry.review.decision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.assessment.ThresholdView;
import org.llmregistry.review.scheme.Scheme;

/// The decision, with written reasons.
///
/// @param legalBasis    what it rests on, as the letter cites it
/// @param clauseReasons at most one for each clause; a refusal needs at least one
/// @param waivers       thresholds that are not shown to be met and yet do not stand against granting
public record Decide(
        @NotNull Decision.Outcome outcome,
        @NotBlank @Size(max = 20_000) String reasons,
        @NotNull @Size(max = 50) List<@Valid @NotNull SetCondition> conditions,

        @Schema(description = "What it rests on, as the letter cites it; required for REFUSED")
        @Nullable
        @Size(max = 500)
        String legalBasis,

        @Schema(description = "Required for REFUSED: which clauses are not met, and why") @Nullable @Size(max = 100)
        List<@Valid @NotNull GiveReason> clauseReasons,

        @Schema(description = "Mandatory thresholds of the scheme that are marked waivable and are not met")
        @Nullable
        @Size(max = 100)
        List<@Valid @NotNull Waive> waivers) {

    static final String EXAMPLE = """
            {"outcome": "GRANTED_WITH_CONDITIONS", "reasons": "The safeguards fit; the keyword library has to be kept fresh.",
             "legalBasis": "Scheme DEMO, clause 7",
             "clauseReasons": [{"clause": "7", "reason": "Safeguards fit; freshness of keywords is shown by the condition."}],
             "waivers": [],
             "conditions": [{"code": "KEYWORDS", "text": "Report the refreshed keyword library.", "dueOn": "2027-03-31",
                             "evidence": "The library with the date of each entry."}]}""";

    /// @param dueOn    day by which it must be met; absent: lasting
    /// @param evidence what has to be shown by that day
    @Schema(name = "SetCondition")
    public record SetCondition(
            @NotBlank @Size(max = 40) String code,
            @NotBlank @Size(max = 2000) String text,
            @Nullable LocalDate dueOn,

            @Schema(description = "What has to be shown by the due date") @Nullable @Size(max = 2000)
            String evidence) {
        public Grounds.Condition toCondition() {
            return new Grounds.Condition(code, text, dueOn, evidence);
        }
    }

    @Schema(name = "GiveReason")
    public record GiveReason(
            @NotBlank @Size(max = 40) String clause,
            @NotBlank @Size(max = 5000) String reason) {}

    @Schema(name = "WaiveThreshold")
    public record Waive(
            @NotBlank @Size(max = 60) @Schema(examples = "OVER_REFUSAL_MAX")
            String threshold,

            @NotBlank @Size(max = 5000) String reason) {}

    /// What is drafted with the proposal of a grant (domain rule A15).
    ///
    /// @param conditions that the grant should have; the decision maker may set others
    /// @param departures thresholds that are not shown to be met, and why a grant is proposed all the same
    public record Draft(List<SetCondition> conditions, List<Waive> departures) {

        /// @param conditions null: none, as with `departures`
        public static Draft of(@Nullable List<SetCondition> conditions, @Nullable List<Waive> departures) {
            return new Draft(conditions == null ? List.of() : conditions, departures == null ? List.of() : departures);
        }

        public List<String> conditionCodes() {
            return conditions.stream().map(SetCondition::code).toList();
        }

        public List<String> thresholds() {
            return departures.stream().map(Waive::threshold).toList();
        }

        /// Everything in which it contradicts itself or the findings.
        ///
        /// @param held thresholds of the case
        public List<Violation> faults(List<ThresholdView> held) {
            List<Violation> faults = new ArrayList<>();
            Set<String> unmet = held.stream()
                    .filter(view -> view.threshold().waivable() && view.standsAgainstGranting())
                    .map(view -> view.threshold().code())
                    .collect(Collectors.toSet());
            for (int i = 0; i < departures.size(); i++) {
                if (!unmet.contains(departures.get(i).threshold())) {
                    faults.add(new Violation(
                            "/departures/%d/threshold".formatted(i),
                            "not-met",
                            "No waivable threshold of this code stands against a grant."));
                }
            }
            Set<String> named = new HashSet<>(thresholds());
            unmet.stream()
                    .filter(code -> !named.contains(code))
                    .sorted()
                    .forEach(code -> faults.add(new Violation(
                            "/departures", "departure-justified", "Say why %s may be waived.".formatted(code))));
            if (new HashSet<>(conditionCodes()).size() < conditions.size()) {
                faults.add(new Violation("/conditions", "unique", "Give each condition its own code."));
            }
            return faults;
        }

        /// Where nothing can be drafted.
        ///
        /// @param why told of whatever was
        public List<Violation> faultsUnlessEmpty(String rule, String why) {
            List<Violation> faults = new ArrayList<>();
            if (!conditions.isEmpty()) {
                faults.add(new Violation("/conditions", rule, why));
            }
            if (!departures.isEmpty()) {
                faults.add(new Violation("/departures", rule, why));
            }
            return faults;
        }
    }

    List<GiveReason> givenReasons() {
        return clauseReasons == null ? List.of() : clauseReasons;
    }

    List<Waive> waived() {
        return waivers == null ? List.of() : waivers;
    }

    /// Everything in which it contradicts itself, the scheme or the findings.
    ///
    /// @param held thresholds of the case by code
    List<Violation> faults(Scheme scheme, Map<String, ThresholdView> held) {
        List<Violation> faults = new ArrayList<>(outcomeFaults());
        faults.addAll(clauseFaults(scheme));
        faults.addAll(waiverFaults(held));
        return faults;
    }

    private List<Violation> outcomeFaults() {
        List<Violation> faults = new ArrayList<>();
        boolean conditional = outcome == Decision.Outcome.GRANTED_WITH_CONDITIONS;
        if (conditional == conditions.isEmpty()) {
            faults.add(new Violation(
                    "/conditions",
                    "conditions-match-outcome",
                    conditional
                            ? "Name the conditions."
                            : "Leave the list empty: conditions belong to GRANTED_WITH_CONDITIONS only."));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < conditions.size(); i++) {
            if (!seen.add(conditions.get(i).code())) {
                faults.add(new Violation("/conditions/%d/code".formatted(i), "unique", "Give each its own code."));
            }
        }
        if (!outcome.grants() && givenReasons().isEmpty()) {
            faults.add(new Violation(
                    "/clauseReasons", "refusal-by-clause", "Name at least one clause that is not met, and why."));
        }
        if (!outcome.grants() && (legalBasis == null || legalBasis.isBlank())) {
            faults.add(new Violation("/legalBasis", "refusal-by-law", "Say which rule the refusal rests on."));
        }
        if (!outcome.grants() && !waived().isEmpty()) {
            faults.add(new Violation("/waivers", "waivers-match-outcome", "A refusal waives nothing."));
        }
        return faults;
    }

    private List<Violation> clauseFaults(Scheme scheme) {
        List<Violation> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < givenReasons().size(); i++) {
            String clause = givenReasons().get(i).clause();
            String pointer = "/clauseReasons/%d/clause".formatted(i);
            if (!scheme.hasClause(clause)) {
                faults.add(new Violation(
                        pointer,
                        "known-clause",
                        "%s, version %d, has no clause %s.".formatted(scheme.code(), scheme.version(), clause)));
            } else if (!seen.add(clause)) {
                faults.add(new Violation(pointer, "unique", "Give one reason for each clause."));
            }
        }
        return faults;
    }

    private List<Violation> waiverFaults(Map<String, ThresholdView> held) {
        List<Violation> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < waived().size(); i++) {
            String code = waived().get(i).threshold();
            String pointer = "/waivers/%d/threshold".formatted(i);
            ThresholdView view = held.get(code);
            if (view == null) {
                faults.add(
                        new Violation(pointer, "known-threshold", "The scheme has no threshold %s.".formatted(code)));
            } else if (!view.threshold().waivable()) {
                faults.add(new Violation(
                        pointer, "waivable", "The scheme does not let anybody waive %s.".formatted(code)));
            } else if (!view.standsAgainstGranting()) {
                faults.add(new Violation(pointer, "not-met", "%s stands against nothing.".formatted(code)));
            } else if (!seen.add(code)) {
                faults.add(new Violation(pointer, "unique", "Waive each threshold once."));
            }
        }
        return faults;
    }
}
