package org.llmregistry.review.question;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An information request with its items.
@Schema(name = "InformationRequest", description = "Questions to the vendor with its answers")
record InformationRequestView(
        UUID caseId,
        int number,
        Status status,
        String draftedBy,
        Instant draftedAt,
        @Nullable String approvedBy,
        @Nullable Instant sentAt,

        @Schema(description = "Earliest last day of what is not answered; afterwards the application lapses") @Nullable
        LocalDate dueOn,

        @Schema(description = "When the vendor was warned of this last day") @Nullable
        Instant warnedAt,

        @Nullable Instant answeredAt,

        @Schema(description = "Who rejected the draft or took it back") @Nullable
        String closedBy,

        @Nullable Instant closedAt,

        @Schema(description = "Why the lead rejected it") @Nullable
        String rejectedFor,

        List<Item> items) {

    @Schema(
            name = "InformationRequestStatus",
            description = "DRAFTED: waits for a lead; SENT: waits for the vendor; REJECTED, WITHDRAWN: never sent, uses"
                    + " no round")
    enum Status {
        DRAFTED,
        SENT,
        ANSWERED,
        REJECTED,
        WITHDRAWN
    }

    @Schema(name = "ReopenedItem", description = "The item whose answer was not enough; it keeps that answer")
    record Reopened(
            @Schema(description = "Of the earlier request") int number, int item) {}

    /// @param reopenedFor why an earlier answer was not enough
    @Schema(name = "Question")
    record Item(
            int number,
            @Schema(examples = "9.3") String clause,
            String question,

            @Schema(description = "Days that the vendor has from the dispatch on; absent: what the scheme gives")
            @Nullable
            Integer answerDays,

            @Schema(description = "Last day for the answer, from the dispatch on") @Nullable
            LocalDate dueOn,

            @Nullable String answer,

            @Schema(description = "The vendor says that the question does not apply; the answer says why")
            boolean notApplicable,

            @Schema(description = "Digests of uploaded documents")
            List<String> documents,

            @Nullable Instant answeredAt,
            @Nullable Reopened reopens,
            @Nullable String reopenedFor) {}
}
