package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One source of training data, with the result of its sample. Counts, never rates: 3,839 of 4,000 fails a 96 % rule.
@Schema(description = "One source of training data, with the counts of its sample")
public record CorpusSource(
        @Size(max = 200) @Nullable String name,
        @Nullable Kind kind,

        @Schema(description = "BCP 47 tag", examples = "zh") @Size(max = 35) @Nullable
        String language,

        @Schema(description = "ISO 3166 code of the country it comes from", examples = "CN") @Size(max = 10) @Nullable
        String country,

        @Schema(description = "Items (documents, pages, conversations)")
        @PositiveOrZero
        @Max(9_007_199_254_740_991L)
        @Nullable
        Long items,

        @Schema(description = "Licence, contract or consent that it is used under") @Size(max = 200) @Nullable
        String licence,

        @Nullable LocalDate collectedUntil,

        @Schema(description = "Items drawn for the check") @PositiveOrZero @Max(9_007_199_254_740_991L) @Nullable
        Long sampled,

        @Schema(description = "Of these, illegal or harmful") @PositiveOrZero @Max(9_007_199_254_740_991L) @Nullable
        Long rejected) {

    /// Where the data comes from.
    @Schema(name = "CorpusSourceKind")
    public enum Kind {
        OPEN,
        CRAWLED,
        COMMERCIAL,
        OWN,
        USERS
    }
}
