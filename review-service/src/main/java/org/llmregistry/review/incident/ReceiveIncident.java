package org.llmregistry.review.incident;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Message of registry-service: the holder of a licence reports a serious incident.
record ReceiveIncident(
        @Schema(description = "A second message with this id has no effect") @NotNull
        UUID messageId,

        @NotNull UUID incidentId,
        @NotNull UUID applicationId,
        @NotBlank @Size(max = 200) String licenceNumber,

        @Schema(description = "Counts the incidents of a licence") @Min(1)
        int number,

        @NotNull Instant occurredAt,

        @Schema(description = "When the holder knew of it") @NotNull
        Instant knownAt,

        @NotBlank @Size(max = 20_000) String description,
        @NotBlank @Size(max = 20_000) String harm,
        @PositiveOrZero long affectedUsers,
        @NotBlank @Size(max = 20_000) String correctiveMeasures,

        @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
        List<@NotBlank @Size(max = 64) String> documents,

        @Schema(description = "Reported later than the scheme wants")
        boolean late,

        @NotNull Instant reportedAt) {

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9f01", "incidentId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9f02",
             "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "licenceNumber": "DEMO-2026-000001-7", "number": 1,
             "occurredAt": "2026-10-20T06:00:00Z", "knownAt": "2026-10-21T09:00:00Z",
             "description": "For an hour the model answered questions that it has to refuse.",
             "harm": "Two users got instructions that are dangerous to follow.", "affectedUsers": 41,
             "correctiveMeasures": "The filter of 19 October was taken back.", "documents": [], "late": false,
             "reportedAt": "2026-10-24T08:30:00Z"}""";

    /// Message of registry-service: what the holder adds to its report.
    @Schema(name = "ReceiveIncidentReport")
    record FollowUp(
            @Schema(description = "A second message with this id has no effect") @NotNull
            UUID messageId,

            @NotNull UUID incidentId,
            @NotNull UUID applicationId,

            @Schema(description = "Counts the reports that follow the first one") @Min(1)
            int number,

            @NotBlank @Size(max = 20_000) String report,

            @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
            List<@NotBlank @Size(max = 64) String> documents,

            @NotNull Instant reportedAt) {

        static final String EXAMPLE = """
                {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9f03", "incidentId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9f02",
                 "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "number": 1,
                 "report": "The cause was an empty list of words after an update; a check now stops such an update.",
                 "documents": [], "reportedAt": "2026-11-30T08:30:00Z"}""";
    }
}
