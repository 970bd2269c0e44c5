package org.llmregistry.review.testing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.evaluation.RecordEvaluation;

/// One count of the tester's.
///
/// @param countedFor code of a risk or name of a corpus source; absent: the whole
public record TesterCount(
        @NotBlank @Size(max = 60) String suite,
        @Size(min = 1, max = 300) @Nullable String countedFor,
        @Min(1) @Max(1_000_000_000_000L) long sampled,
        @Min(0) long passed,
        @Min(1) @Max(1_000_000_000_000_000L) @Nullable Long population) {

    @Valid
    @Schema(hidden = true)
    @JsonIgnore
    public RecordEvaluation getEvaluation() {
        return RecordEvaluation.byTester(suite, countedFor, sampled, passed, population);
    }
}
