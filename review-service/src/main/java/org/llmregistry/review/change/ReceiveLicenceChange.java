package org.llmregistry.review.change;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Message of registry-service: what the holder tells of its licence.
record ReceiveLicenceChange(
        @Schema(description = "A second message with this id has no effect") @NotNull
        UUID messageId,

        @NotNull UUID changeId,
        @NotNull UUID applicationId,
        @NotBlank @Size(max = 200) String licenceNumber,
        @NotNull LicenceChange.Kind kind,

        @Schema(description = "CHANGE: class of the scheme", examples = "2") @Size(max = 60) @Nullable
        String changeClass,

        @Schema(description = "What changes; the plan to wind down; why it is transferred")
        @NotBlank
        @Size(max = 20_000)
        String description,

        @Schema(description = "Field by field, in the licensed dossier") @NotNull @Size(max = 5_000)
        List<@NotNull DossierField> differences,

        @Schema(description = "Digests of uploaded documents") @NotNull @Size(max = 50)
        List<@NotBlank @Size(max = 64) String> documents,

        @Schema(description = "TRANSFER: legal name of the new holder") @Size(max = 200) @Nullable
        String newHolder,

        @Schema(description = "First day of the change; last day of the service") @NotNull
        LocalDate effectiveOn,

        @Schema(description = "Last day on which the office may object; absent: it may not") @Nullable
        LocalDate objectionUntil,

        @Schema(description = "Told later than the scheme wants")
        boolean late,

        @NotNull Instant notifiedAt) {

    /// One field of the dossier in which the change differs from what is licensed.
    @Schema(description = "One field of the dossier, before and after")
    public record DossierField(
            @Schema(examples = "/deployment/channels/1") @NotBlank @Size(max = 1_000)
            String pointer,

            @Schema(examples = "CHANGED") @NotBlank @Size(max = 20)
            String change,

            @Schema(implementation = Object.class) @Nullable JsonNode before,
            @Schema(implementation = Object.class) @Nullable JsonNode after) {}

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e01", "changeId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9e02",
             "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "licenceNumber": "DEMO-2026-000001-7", "kind": "CHANGE",
             "changeClass": "2", "description": "We offer the model to visitors of our web page, too.",
             "differences": [{"pointer": "/deployment/channels/1", "change": "ADDED", "after": "WEB"}], "documents": [],
             "effectiveOn": "2027-01-10", "objectionUntil": "2027-01-05", "late": false, "notifiedAt": "2026-12-06T08:30:00Z"}""";
}
