package org.llmregistry.registry.order;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Message of review-service: an order on the licence of an application is announced, takes effect, or ends.
record ReceiveOrder(
        @Schema(description = "A second message with this id has no effect") @NotNull
        UUID messageId,

        @NotNull UUID orderId,
        @NotNull UUID applicationId,

        @Schema(description = "How the order stands now") @NotNull
        OrderStatus status,

        @Schema(description = "Since when it stands so") @NotNull
        Instant at,

        @NotNull Sanction sanction,

        @Schema(description = "By one duty officer, confirmed afterwards or it falls")
        boolean urgent,

        @Schema(description = "Code of the scheme") @NotBlank @Size(max = 60)
        String ground,

        @NotBlank @Size(max = 20_000) String reasons,

        @Schema(description = "What a restriction covers: function, audience, region, channel")
        @Size(max = 2_000)
        @Nullable
        String scope,

        @Schema(description = "Last day of a suspension") @Nullable
        LocalDate until,

        @Schema(description = "What ends a suspension") @Size(max = 2_000) @Nullable
        String endCondition,

        @Schema(description = "Last day on which the holder may answer; absent: it is not heard") @Nullable
        LocalDate answerBy,

        @Schema(description = "When an urgent suspension falls unless a second person confirms it") @Nullable
        Instant confirmBy,

        @Schema(description = "When a panel let it stand on appeal") @Nullable
        Instant upheldAt) {

    static final String EXAMPLE = """
            {"messageId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9d01", "orderId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9d02",
             "applicationId": "0198c7a5-3b1c-7def-8a10-2f6a5d7e9c03", "status": "CONFIRMED", "at": "2026-11-24T09:15:00Z",
             "sanction": "RESTRICT", "urgent": false, "ground": "NON_CONFORMITY",
             "reasons": "Answers to minors fail the bank of clause 9.4.", "scope": "Not to be offered to minors.",
             "answerBy": "2026-11-23"}""";
}
