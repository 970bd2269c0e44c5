package org.llmregistry.review.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.review.ReviewProblem;
import org.llmregistry.review.evaluation.Evaluation.Party;
import org.llmregistry.review.scheme.Scheme;

/// Counts of one evaluation.
///
/// @param countedFor code of a risk or name of a corpus source; absent: the whole
/// @param population all that there are; the scheme's thresholds on shares of the whole need it
public record RecordEvaluation(
        @NotBlank @Size(max = 60) String suite,

        @Schema(description = "Code of a risk or name of a corpus source; absent: the whole", examples = "A.1.a")
        @Size(min = 1, max = 300)
        @Nullable
        String countedFor,

        @Schema(description = "ACCEPTED: the others are not the case officer's to say") @NotNull
        Party party,

        @Min(1) @Max(1_000_000_000_000L) long sampled,
        @Min(0) long passed,

        @Schema(description = "All that there are; thresholds on a share of the whole need it")
        @Min(1)
        @Max(1_000_000_000_000_000L)
        @Nullable
        Long population) {

    public static final String EXAMPLE = """
            {"suite": "content-safety", "party": "ACCEPTED", "sampled": 1000, "passed": 962}""";

    public static RecordEvaluation byTester(
            String suite, @Nullable String countedFor, long sampled, long passed, @Nullable Long population) {
        return new RecordEvaluation(suite, countedFor, Party.TESTER, sampled, passed, population);
    }

    /// For the log: codes and counts.
    public Map<String, Object> facts() {
        Map<String, Object> facts =
                new HashMap<>(Map.of("suite", suite, "party", party, "sampled", sampled, "passed", passed));
        if (countedFor != null) {
            facts.put("countedFor", countedFor);
        }
        if (population != null) {
            facts.put("population", population);
        }
        return facts;
    }

    @AssertTrue(message = "passed is at most sampled, sampled at most population")
    @Schema(hidden = true)
    @JsonIgnore
    public boolean isPossible() {
        return passed <= sampled && (population == null || sampled <= population);
    }

    /// The case officer says what is accepted. What the tester counted only a tester may say, and what the applicant
    /// counted stands in its dossier.
    public void requireAccepted() {
        switch (party) {
            case ACCEPTED -> {}
            case TESTER ->
                throw Refusal.of(
                        ReviewProblem.DUTIES_NOT_SEPARATED,
                        "What the tester counted is the tester's to record: POST /cases/{id}/test-results.");
            case APPLICANT ->
                throw Refusal.of(
                        ReviewProblem.DUTIES_NOT_SEPARATED, "What the applicant counted stands in its dossier alone.");
        }
    }

    /// What the scheme has no rule for would be counted for nothing. A scheme without thresholds takes any suite.
    ///
    /// @param sources names of the corpus sources in the dossier
    /// @param at      where these counts stand in the request
    public List<Violation> faultsUnder(Scheme scheme, Collection<String> sources, String at) {
        List<Violation> faults = new ArrayList<>();
        Set<String> suites = scheme.suites();
        if (!suites.isEmpty() && !suites.contains(suite)) {
            faults.add(new Violation(at + "/suite", "known-suite", "One of " + String.join(", ", suites)));
        }
        boolean isKnown = countedFor == null
                || sources.contains(countedFor)
                || scheme.risks().stream().anyMatch(risk -> risk.code().equals(countedFor));
        if (!isKnown) {
            faults.add(new Violation(
                    at + "/countedFor", "known-part", "A risk of the scheme, or a corpus source of the dossier."));
        }
        return faults;
    }
}
