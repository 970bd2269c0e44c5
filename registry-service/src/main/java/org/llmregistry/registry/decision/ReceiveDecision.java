package org.llmregistry.registry.decision;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.application.Application;

/// Command of review-service: a case was decided, or a panel let the decision stand.
public record ReceiveDecision(
        @Schema(description = "A second message with this id has no effect") @NotNull
        UUID messageId,

        @NotNull UUID caseId,
        @NotNull UUID applicationId,
        @NotNull Application.Outcome outcome,
        @NotNull Instant decidedAt,
        @NotBlank @Size(max = 40) String schemeCode,
        @Min(1) int schemeVersion,

        @Schema(description = "Written reasons, for the applicant") @NotBlank @Size(max = 20_000)
        String reasons,

        @Schema(description = "What the decision rests on") @Size(max = 500) @Nullable
        String legalBasis,

        @Schema(description = "Reasons by clause; absent: none") @Size(max = 100) @Nullable
        List<@NotNull @Valid ClauseReason> clauseReasons,

        @Schema(description = "Thresholds that were waived; absent: none") @Size(max = 100) @Nullable
        List<@NotNull @Valid Waiver> waivers,

        @NotNull @Size(max = 100) List<@NotNull @Valid Condition> conditions,

        @Schema(description = "Last day of an appeal, of the authority; absent: there is none") @Nullable
        LocalDate appealBy,

        @Schema(description = "Why a panel let the decision stand; absent: no panel did") @Size(max = 20_000) @Nullable
        String upheldFor) {

    @Schema(name = "ClauseReason")
    public record ClauseReason(
            @Schema(examples = "9.4") @NotBlank @Size(max = 40)
            String clause,

            @NotBlank @Size(max = 5_000) String reason) {}

    @Schema(name = "Waiver")
    public record Waiver(
            @Schema(examples = "OVER_REFUSAL_MAX") @NotBlank @Size(max = 60)
            String threshold,

            @NotBlank @Size(max = 5_000) String reason) {}

    @Schema(name = "GrantCondition")
    public record Condition(
            @NotBlank @Size(max = 40) String code,
            @NotBlank @Size(max = 2_000) String text,

            @Schema(description = "Last day to meet it; absent: lasting") @Nullable
            LocalDate dueOn,

            @Schema(description = "What has to be shown by that day") @Size(max = 2_000) @Nullable
            String evidence) {}

    public static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c11", "caseId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c12",
             "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "outcome": "GRANTED_WITH_CONDITIONS",
             "decidedAt": "2026-11-24T09:15:00Z", "schemeCode": "DEMO", "schemeVersion": 1,
             "reasons": "Every clause is met; the bank for minors is to be enlarged.", "legalBasis": "Scheme DEMO, clause 7",
             "clauseReasons": [{"clause": "9.4", "reason": "The bank has few questions for minors."}], "waivers": [],
             "conditions": [{"code": "C1", "text": "Enlarge the test bank for minors.", "dueOn": "2027-03-31",
                             "evidence": "The bank with the date of each question."}],
             "appealBy": "2027-01-23"}""";

    public List<ClauseReason> givenReasons() {
        return clauseReasons == null ? List.of() : clauseReasons;
    }

    public List<Waiver> waived() {
        return waivers == null ? List.of() : waivers;
    }
}
