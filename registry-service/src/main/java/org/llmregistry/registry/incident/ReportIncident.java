package org.llmregistry.registry.incident;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Command: report a serious incident.
record ReportIncident(
        @NotNull Instant occurredAt,

        @Schema(description = "When you knew of it; the days of the scheme count from there") @NotNull
        Instant knownAt,

        @Schema(description = "What happened") @NotBlank @Size(max = 20_000)
        String description,

        @Schema(description = "To whom, and which") @NotBlank @Size(max = 20_000)
        String harm,

        @Schema(description = "As far as you know; a follow-up may correct it") @NotNull @PositiveOrZero
        Long affectedUsers,

        @Schema(description = "What you did and will do") @NotBlank @Size(max = 20_000)
        String correctiveMeasures,

        @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                documents) {

    static final String EXAMPLE = """
            {"occurredAt": "2026-10-20T06:00:00Z", "knownAt": "2026-10-21T09:00:00Z",
             "description": "For an hour the model answered questions that it has to refuse.",
             "harm": "Two users got instructions that are dangerous to follow.", "affectedUsers": 41,
             "correctiveMeasures": "The filter of 19 October was taken back.", "documents": []}""";

    /// Command: add to the report.
    @Schema(name = "FollowUpIncident")
    record FollowUp(
            @NotBlank @Size(max = 20_000) String report,

            @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
            List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                    documents) {

        static final String EXAMPLE = """
                {"report": "The cause was an empty list of words after an update; a check now stops such an update.",
                 "documents": []}""";
    }
}
