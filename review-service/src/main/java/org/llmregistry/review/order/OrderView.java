package org.llmregistry.review.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An order on a licence, with how it went.
@Schema(name = "Order", description = "An order on the licence that was granted in a case")
record OrderView(
        UUID id,
        UUID caseId,
        Sanction sanction,
        boolean urgent,
        @Schema(examples = "NON_CONFORMITY") String ground,
        String reasons,
        @Nullable String scope,
        @Nullable LocalDate until,
        @Nullable String endCondition,
        @Nullable String correctiveEvidence,

        @Schema(description = "Order that it ends, when it lifts or reinstates") @Nullable
        UUID ends,

        OrderStatus status,
        String proposedBy,
        Instant proposedAt,

        @Schema(description = "Last day of the hearing; absent: the scheme wants none") @Nullable
        LocalDate answerBy,

        @Schema(description = "What the holder answered") @Nullable
        String statement,

        @Nullable Instant statedAt,

        @Schema(description = "When an urgent suspension falls unless a second person confirms it") @Nullable
        Instant confirmBy,

        @Schema(description = "Who confirmed or rejected it") @Nullable
        String decidedBy,

        @Nullable Instant decidedAt,

        @Schema(description = "Why it was rejected or set aside") @Nullable
        String remark,

        @Schema(description = "Since when it is in force; absent: it never was") @Nullable
        Instant effectiveAt,

        @Schema(description = "When it was rejected, withdrawn or set aside, or fell") @Nullable
        Instant endedAt,

        @Schema(description = "Has no effect while the appeal against it is open, as the scheme says")
        boolean stayed,

        @Schema(description = "When a panel let it stand on appeal") @Nullable
        Instant upheldAt) {}
