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

/// Command of review-service: questions to the vendor; sent again when an item is reopened.
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
            @Size(max = 2000) @Nullable String reopenedFor) {

        InformationRequest.Item toItem() {
            return new InformationRequest.Item(number, clause, question, open, reopenedFor, null, null, null);
        }
    }

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c31", "number": 1, "sentAt": "2026-11-24T08:30:00Z", "dueOn": "2027-01-23",
             "items": [{"number": 1, "clause": "5.1", "question": "Which share was collected before 2023?", "open": true},
                       {"number": 2, "clause": "9.3", "question": "Send the drawn items.", "open": true}]}""";
}
