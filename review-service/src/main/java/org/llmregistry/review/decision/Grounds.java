package org.llmregistry.review.decision;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.assessment.ThresholdView;

/// What a decision rests on and asks for, as it is on record.
public record Grounds(
        String reasons,
        @Nullable String legalBasis,
        List<ClauseReason> clauseReasons,
        List<Waiver> waivers,
        List<Condition> conditions) {

    @Schema(name = "ClauseReason")
    public record ClauseReason(String clause, String reason) {}

    /// @param result what the threshold showed when it was waived
    @Schema(name = "Waiver")
    public record Waiver(String threshold, ThresholdView.Result result, String reason) {}

    /// @param dueOn    absent: lasting
    /// @param evidence what has to be shown by the due date
    @Schema(name = "Condition")
    public record Condition(
            String code,
            String text,
            @Nullable LocalDate dueOn,
            @Nullable String evidence) {}
}
