package org.llmregistry.review.draw;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// From what to draw, and how many.
public record DrawSample(
        @Schema(description = "SHA-256 of the bank or corpus listing") @NotNull @Pattern(regexp = "[0-9a-f]{64}")
        String bankDigest,

        @Schema(description = "Items in it") @Min(1) @Max(1_000_000_000_000L)
        long population,

        @Min(1) @Max(100_000) int size) {

    static final String EXAMPLE = """
            {"bankDigest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "population": 20000, "size": 1000}""";

    @AssertTrue(message = "size is at most population")
    @Schema(hidden = true)
    @JsonIgnore
    public boolean isPossible() {
        return size <= population;
    }
}
