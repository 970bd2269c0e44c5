package org.llmregistry.registry.condition;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.decision.ReceiveDecision;

/// Command of review-service: how a condition of a licence stands.
public record ReceiveCondition(
        @Schema(description = "A second message with this id has no effect") @NotNull
        UUID messageId,

        @NotNull UUID conditionId,
        @Schema(description = "That of the path") @NotNull UUID applicationId,
        HeldCondition.@NotNull Status status,

        @Schema(description = "Since when") @NotNull Instant at,

        @NotNull @Valid ReceiveDecision.Condition condition,

        @Schema(description = "When the holder is told that the last day is near; absent: not yet") @Nullable
        Instant warnedAt) {

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e11", "conditionId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e02",
             "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "status": "OPEN", "at": "2027-03-17T00:15:00Z",
             "condition": {"code": "C1", "text": "Enlarge the test bank for minors.", "dueOn": "2027-03-31",
                           "evidence": "The bank with the date of each question."},
             "warnedAt": "2027-03-17T00:15:00Z"}""";
}
