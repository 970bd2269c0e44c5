package org.llmregistry.registry.question;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Command of review-service: questions to the vendor.
///
/// @param dueOn earliest last day of the items
public record ReceiveQuestions(
        @NotNull UUID messageId,
        @Min(1) int number,
        @NotNull Instant sentAt,
        @NotNull LocalDate dueOn,
        @NotEmpty @Size(max = 100) List<@Valid @NotNull Question> items) {

    @Schema(name = "AskedQuestion")
    public record Question(
            @Min(1) int number,
            @NotBlank @Size(max = 60) String clause,
            @NotBlank @Size(max = 4000) String question,
            boolean open,

            @Schema(description = "Last day for the answer; absent: that of the request") @Nullable
            LocalDate dueOn,

            @Valid @Nullable Reopened reopens,
            @Size(max = 2000) @Nullable String reopenedFor) {}

    @Schema(name = "ReopenedItem", description = "The item of an earlier request whose answer was not enough")
    public record Reopened(@Min(1) int number, @Min(1) int item) {}

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c31", "number": 1, "sentAt": "2026-11-24T08:30:00Z", "dueOn": "2027-01-23",
             "items": [{"number": 1, "clause": "5.1", "question": "Which share was collected before 2023?", "open": true, "dueOn": "2027-01-23"},
                       {"number": 2, "clause": "9.3", "question": "Send the drawn items.", "open": true, "dueOn": "2027-01-23"}]}""";
}
