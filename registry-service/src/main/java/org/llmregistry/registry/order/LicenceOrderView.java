package org.llmregistry.registry.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the holder reads; everybody reads the same of an order that took effect, without the reasons and the
/// holder's statement.
@Schema(
        name = "LicenceOrder",
        description = "An order on a licence. Reasons, statement and what never took effect are shown to the holder"
                + " only")
record LicenceOrderView(
        UUID id,
        Sanction sanction,
        OrderStatus status,
        boolean urgent,

        @Schema(examples = "NON_CONFORMITY") String ground,

        @Schema(description = "What a restriction covers") @Nullable
        String scope,

        @Schema(description = "Last day of a suspension; what ends it is an order") @Nullable
        LocalDate until,

        @Schema(description = "What ends a suspension") @Nullable
        String endCondition,

        @Schema(description = "Since when it is in force; absent: it never was") @Nullable
        Instant effectiveAt,

        @Schema(description = "When it was rejected, withdrawn or set aside, or fell") @Nullable
        Instant endedAt,

        @Schema(description = "When an urgent suspension falls unless a second person confirms it") @Nullable
        Instant confirmBy,

        @Schema(description = "Last day on which the holder may answer") @Nullable
        LocalDate answerBy,

        @Schema(description = "When the holder appealed against it") @Nullable
        Instant appealedAt,

        @Schema(description = "Has no effect while the appeal is open, as the scheme says")
        boolean stayed,

        @Schema(description = "When a panel let it stand on appeal") @Nullable
        Instant upheldAt,

        @Nullable String reasons,
        @Nullable String statement) {}
