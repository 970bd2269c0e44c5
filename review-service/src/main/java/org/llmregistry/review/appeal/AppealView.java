package org.llmregistry.review.appeal;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.review.casefile.CaseStatus;

/// An appeal with the votes so far.
@Schema(name = "Appeal")
public record AppealView(
        int number,

        @Schema(description = "State of the case that it is against")
        CaseStatus against,

        String grounds,
        @Schema(description = "Digests of documents") List<String> documents,
        Instant lodgedAt,

        @Schema(description = "Absent: the panel is at work")
        Appeal.@Nullable Outcome outcome,

        @Nullable Instant decidedAt,
        List<Vote.View> votes) {}
