package org.llmregistry.review.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An information request with its items.
@Schema(name = "InformationRequest", description = "Questions to the vendor with its answers")
record InformationRequestView(
        int number,
        Status status,
        String draftedBy,
        Instant draftedAt,
        @Nullable String approvedBy,
        @Nullable Instant sentAt,

        @Schema(description = "Last day for the answers; afterwards the application lapses") @Nullable
        LocalDate dueOn,

        @Schema(description = "When the vendor was warned of this last day") @Nullable
        Instant warnedAt,

        @Nullable Instant answeredAt,
        List<Item> items) {

    @Schema(name = "InformationRequestStatus", description = "DRAFTED: waits for a lead; SENT: waits for the vendor")
    enum Status {
        DRAFTED,
        SENT,
        ANSWERED
    }

    /// @param reopenedFor why an earlier answer was not enough
    @Schema(name = "Question")
    record Item(
            int number,
            @Schema(examples = "9.3") String clause,
            String question,
            @Nullable String answer,

            @Schema(description = "Digests of uploaded documents")
            List<String> documents,

            @Nullable Instant answeredAt,
            @Nullable String reopenedFor) {}
}
