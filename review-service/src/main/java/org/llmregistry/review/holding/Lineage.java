package org.llmregistry.review.holding;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a licence inherits when a licence that it rests on is withdrawn.
///
/// @param onBaseEnded      revoked, expired or surrendered
/// @param onBaseSuperseded another version took the place of the licence that is named; null: NONE
/// @param graceDays        calendar days between the withdrawal and the suspension; null where GRACE stands nowhere
@Schema(name = "LineageRules", description = "What becomes of what rests on it; absent: the holder is told")
public record Lineage(
        BaseEffect onBaseRestricted,
        BaseEffect onBaseSuspended,
        BaseEffect onBaseEnded,
        @Nullable BaseEffect onBaseSuperseded,
        @Nullable Integer graceDays) {

    public boolean lacksGraceDays() {
        return graceDays == null
                && Stream.of(onBaseRestricted, onBaseSuspended, onBaseEnded, onBaseSuperseded)
                        .anyMatch(BaseEffect.GRACE::equals);
    }

    /// NOTICE tells the holder, GRACE suspends after some days, SUSPEND at once.
    @Schema(name = "BaseEffect")
    public enum BaseEffect {
        NONE,
        NOTICE,
        GRACE,
        SUSPEND
    }
}
