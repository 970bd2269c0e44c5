package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One run of a test bank against the version. Counts, never rates.
@Schema(description = "One run of a test bank against the version, with its counts")
public record Evaluation(
        @Schema(description = "Name or id of the test bank", examples = "generated-content") @Size(max = 100) @Nullable
        String bank,

        @Schema(description = "SHA-256 of the bank, so that the run can be repeated")
        @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
        @Nullable
        String bankSha256,

        @Schema(description = "What it covers: a risk code, or everything", examples = "ALL") @Size(max = 100) @Nullable
        String scope,

        @Schema(description = "Items drawn") @PositiveOrZero @Nullable
        Integer drawn,

        @Schema(description = "Of these, passed") @PositiveOrZero @Nullable
        Integer passed,

        @Nullable Assessor assessor,
        @Nullable LocalDate date) {

    /// Who ran it.
    public enum Assessor {
        SELF,
        THIRD_PARTY,
        REGULATOR
    }
}
