package org.llmregistry.review.decision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The decision, with written reasons.
public record Decide(
        @NotNull Decision.Outcome outcome,
        @NotBlank @Size(max = 20_000) String reasons,
        @NotNull @Size(max = 50) List<@Valid @NotNull SetCondition> conditions) {

    static final String EXAMPLE = """
            {"outcome": "GRANTED_WITH_CONDITIONS", "reasons": "The safeguards fit; the keyword library has to be kept fresh.",
             "conditions": [{"code": "KEYWORDS", "text": "Report the refreshed keyword library.", "dueOn": "2027-03-31"}]}""";

    /// @param dueOn day by which it must be met; absent: lasting
    @Schema(name = "SetCondition")
    public record SetCondition(
            @NotBlank @Size(max = 40) String code,
            @NotBlank @Size(max = 2000) String text,
            @Nullable LocalDate dueOn) {}
}
