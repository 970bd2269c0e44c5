package org.llmregistry.review.draw;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A draw: the commitment at first; after the bank's digest arrived, all that it takes to draw again.
@Schema(
        name = "Draw",
        description =
                "A reproducible draw. commitment = SHA-256(seed || salt); the items follow from seed and bankDigest by"
                        + " HMAC-SHA-256 (see docs/sampling.md)")
record DrawView(
        int number,
        String suite,

        @Schema(description = "Items to draw, said with the commitment")
        int size,

        @Schema(description = "Why a suite was drawn again") @Nullable
        String reason,

        String commitment,
        Instant committedAt,

        @Schema(description = "SHA-256 of the bank, handed in by the vendor") @Nullable
        String bankDigest,

        @Schema(description = "Items in it") @Nullable Long population,
        @Nullable Instant drawnAt,
        @Nullable String seed,
        @Nullable String salt,

        @Schema(description = "Item numbers from 1, in the order of the draw") @Nullable
        List<Long> items,

        @Schema(description = "Since when the vendor can draw again: its secret is in the audit log") @Nullable
        Instant disclosedAt) {}
