package org.llmregistry.review.assessment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.Evaluation.Party;

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

        @NotNull Party party,
        @Min(1) @Max(1_000_000_000_000L) long sampled,
        @Min(0) long passed,

        @Schema(description = "All that there are; thresholds on a share of the whole need it")
        @Min(1)
        @Max(1_000_000_000_000_000L)
        @Nullable
        Long population) {

    static final String EXAMPLE = """
            {"suite": "content-safety", "party": "ACCEPTED", "sampled": 1000, "passed": 962}""";

    public static RecordEvaluation byTester(
            String suite, @Nullable String countedFor, long sampled, long passed, @Nullable Long population) {
        return new RecordEvaluation(suite, countedFor, Party.TESTER, sampled, passed, population);
    }

    @AssertTrue(message = "passed is at most sampled, sampled at most population")
    @Schema(hidden = true)
    @JsonIgnore
    public boolean isPossible() {
        return passed <= sampled && (population == null || sampled <= population);
    }
}
