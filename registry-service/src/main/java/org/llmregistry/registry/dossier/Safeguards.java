package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What keeps unwanted content from going in or out.
@Schema(description = "What keeps unwanted content from going in or out")
public record Safeguards(
        @Schema(description = "Entries of the keyword library") @PositiveOrZero @Nullable
        Integer keywords,

        @Nullable LocalDate keywordsUpdatedOn,

        @Schema(description = "Risk codes that classification models cover") @Size(max = 100) @Nullable
        List<@NotNull @Size(max = 50) String> classifiers,

        @PositiveOrZero @Nullable Integer shouldRefuseQuestions,
        @PositiveOrZero @Nullable Integer shouldNotRefuseQuestions,

        @Schema(description = "Where content is intercepted", examples = "input") @Size(max = 20) @Nullable
        List<@NotNull @Size(max = 50) String> interceptionPoints,

        @Schema(description = "What happens to users who ask for unwanted content") @Size(max = 2_000) @Nullable
        String userSanctions,

        @Schema(description = "How generated content is marked") @Size(max = 500) @Nullable
        String watermark) {

    public Safeguards {
        classifiers = classifiers == null ? List.of() : List.copyOf(classifiers);
        interceptionPoints = interceptionPoints == null ? List.of() : List.copyOf(interceptionPoints);
    }
}
