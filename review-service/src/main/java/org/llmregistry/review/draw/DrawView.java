package org.llmregistry.review.draw;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A draw: the commitment at first; after the bank's digest arrived, all that it takes to draw again.
@Schema(
        description =
                "A reproducible draw. commitment = SHA-256(seed || salt); the items follow from seed and bankDigest by"
                        + " HMAC-SHA-256 (see docs/sampling.md)")
record DrawView(
        int number,
        String suite,
        String commitment,
        Instant committedAt,
        @Nullable String seed,
        @Nullable String salt,
        @Nullable String bankDigest,
        @Nullable Long population,
        @Nullable Integer size,
        @Nullable Instant drawnAt,

        @Schema(description = "Item numbers from 1, in the order of the draw") @Nullable
        List<Long> items) {}
