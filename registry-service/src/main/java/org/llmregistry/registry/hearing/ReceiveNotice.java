package org.llmregistry.registry.hearing;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// Command of review-service: the applicant is to be heard on what is intended.
public record ReceiveNotice(
        @NotNull UUID messageId,
        @Min(1) int number,
        @NotBlank @Size(max = 40) String intendedOutcome,
        @NotBlank @Size(max = 20_000) String reasons,
        @NotNull Instant noticedAt,
        @NotNull LocalDate answerBy) {

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c41", "number": 1, "intendedOutcome": "REFUSED",
             "reasons": "By clause 9.4 the model answers 21 of 300 questions that it should refuse.",
             "noticedAt": "2026-11-24T08:30:00Z", "answerBy": "2099-12-08"}""";
}
