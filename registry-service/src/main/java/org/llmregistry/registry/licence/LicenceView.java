package org.llmregistry.registry.licence;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.decision.ReceiveDecision;
import org.llmregistry.registry.register.Region;

/// What anybody may read of a licence.
@Schema(name = "Licence", description = "A licence, as anybody may read it")
public record LicenceView(
        @Schema(examples = "DEMO-2026-000001-7") String number,

        LicenceStatus status,
        @Schema(examples = "MODEL") String track,
        String modelName,

        @Schema(description = "The version that is licensed; earlier decisions name none") @Nullable
        String versionLabel,

        @Schema(description = "Legal name of the holder") String holder,

        @Nullable Region region,
        LocalDate decidedOn,
        LocalDate validFrom,

        @Schema(description = "Last day; absent when it does not expire") @Nullable
        LocalDate validTo,

        @Schema(
                description =
                        "A renewal was asked for in time: it stays in force past its last day until that is decided")
        boolean renewalPending,

        @Schema(description = "Number of the licence of the model that the product calls") @Nullable
        String restsOn,

        @Schema(description = "Number of the licence of the version that took its place") @Nullable
        String supersededBy,

        List<Condition> conditions,

        @Schema(description = "How a restriction or suspension limits it now; absent: it does not") @Nullable
        Limits limits,

        Basis basis) {

    /// Of the orders in force. A last day is when the suspension is meant to end; an order ends it.
    ///
    /// @param scope        what a restriction covers
    /// @param endCondition what ends a suspension
    @Schema(name = "LicenceLimits", description = "What a restriction covers, and what ends a suspension")
    public record Limits(
            @Nullable String scope,
            @Nullable LocalDate suspendedUntil,
            @Nullable String endCondition) {}

    /// Either the scheme version and the digest of the weights manifest, or the publication of an earlier
    /// decision.
    @Schema(
            name = "LicenceBasis",
            description = "What the licence rests on: a scheme version and a weights manifest,"
                    + " or the publication of an earlier decision")
    public record Basis(
            @Schema(examples = "DEMO") @Nullable String schemeCode,

            @Nullable Integer schemeVersion,

            @Schema(description = "Digest of the weights manifest that the licence is bound to") @Nullable
            String manifestDigest,

            @Schema(description = "Where the earlier decision was published") @Nullable
            String source,

            @Schema(description = "Remark on that publication") @Nullable
            String note) {}

    /// What the holder must still do.
    @Schema(name = "LicenceCondition")
    public record Condition(
            String code, String text, @Nullable LocalDate dueOn) {
        @Override
        public String toString() {
            return dueOn == null ? "%s: %s".formatted(code, text) : "%s: %s (by %s)".formatted(code, text, dueOn);
        }
    }

    static List<Condition> conditions(ReceiveDecision decision) {
        return decision.conditions().stream()
                .map(set -> new Condition(set.code(), set.text(), set.dueOn()))
                .toList();
    }
}
