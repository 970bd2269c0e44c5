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
///
/// @param legalBasis    what it rests on, as the letter cites it
/// @param clauseReasons at most one for each clause; a refusal needs at least one
/// @param waivers       thresholds that are not shown to be met and yet do not stand against granting
public record Decide(
        @NotNull Decision.Outcome outcome,
        @NotBlank @Size(max = 20_000) String reasons,
        @NotNull @Size(max = 50) List<@Valid @NotNull SetCondition> conditions,

        @Schema(description = "What it rests on, as the letter cites it") @Nullable @Size(max = 500)
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
            String evidence) {}

    @Schema(name = "GiveReason")
    public record GiveReason(
            @NotBlank @Size(max = 40) String clause,
            @NotBlank @Size(max = 5000) String reason) {}

    @Schema(name = "WaiveThreshold")
    public record Waive(
            @NotBlank @Size(max = 60) @Schema(examples = "OVER_REFUSAL_MAX")
            String threshold,

            @NotBlank @Size(max = 5000) String reason) {}

    List<GiveReason> givenReasons() {
        return clauseReasons == null ? List.of() : clauseReasons;
    }

    List<Waive> waived() {
        return waivers == null ? List.of() : waivers;
    }
}
