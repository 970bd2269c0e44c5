package org.llmregistry.registry.licence;

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

/// Command of review-service: a case was decided.
record ReceiveDecision(
        @Schema(description = "A second message with this id has no effect") @NotNull
        UUID messageId,

        @NotNull UUID caseId,
        @NotNull UUID applicationId,
        @NotNull Application.Outcome outcome,
        @NotNull Instant decidedAt,
        @NotBlank @Size(max = 40) String schemeCode,
        @Min(1) int schemeVersion,

        @Schema(description = "Written reasons; not kept here") @NotBlank @Size(max = 20_000)
        String reasons,

        @NotNull @Size(max = 100) List<@NotNull @Valid Condition> conditions) {

    @Schema(name = "GrantCondition")
    record Condition(
            @NotBlank @Size(max = 40) String code,
            @NotBlank @Size(max = 2_000) String text,
            @Nullable LocalDate dueOn) {
        LicenceView.Condition toCondition() {
            return new LicenceView.Condition(code, text, dueOn);
        }
    }

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c11", "caseId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c12",
             "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "outcome": "GRANTED_WITH_CONDITIONS",
             "decidedAt": "2026-11-24T09:15:00Z", "schemeCode": "DEMO", "schemeVersion": 1,
             "reasons": "Every clause is met; the bank for minors is to be enlarged.",
             "conditions": [{"code": "C1", "text": "Enlarge the test bank for minors.", "dueOn": "2027-03-31"}]}""";
}
