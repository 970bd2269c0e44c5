package org.llmregistry.review.condition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A condition that a licence was granted on, and whether it was met.
@Schema(name = "ConditionStanding", description = "A condition of a granted licence and whether it was met")
public record ConditionView(
        UUID caseId,
        @Schema(examples = "KEYWORDS") String code,
        String text,

        @Schema(description = "Last day to meet it, of the authority; absent: lasting") @Nullable
        LocalDate dueOn,

        @Schema(description = "What has to be shown by that day") @Nullable
        String evidence,

        ConditionStatus status,

        @Schema(description = "When the holder was warned that the last day is near") @Nullable
        Instant warnedAt,

        @Schema(description = "What the holder handed in, oldest first")
        List<HandedIn.View> handedIn,

        @Schema(description = "What was shown") @Nullable String shown,

        @Schema(description = "Digests of documents that were shown")
        List<String> documents,

        @Schema(description = "Who took it for met: the `sub` of the token") @Nullable
        String metBy,

        @Nullable Instant metAt) {}
