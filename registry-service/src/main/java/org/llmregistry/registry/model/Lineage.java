package org.llmregistry.registry.model;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where a version comes from. What is not pretrained from scratch names its base model: by the id of its entry
/// in the public register, or by name when it is not there.
@Embeddable
@Schema(description = "Where the version comes from: PRETRAINED has no base model, everything else names exactly one")
public record Lineage(
        @Enumerated(EnumType.STRING) @NotNull Relation relation,

        @Schema(description = "Id of the base model's entry in the public register") @Nullable
        UUID baseModelId,

        @Schema(description = "Name of a base model that the register does not have")
        @Size(min = 1, max = 200)
        @Nullable
        String baseModelName,

        @Schema(description = "Share of the training that the vendor did itself, in percent")
        @Min(0)
        @Max(100)
        @Nullable
        Integer ownTraining) {

    /// How a version was made from its base model; API_CALL is a product that calls a model and has no weights.
    @Schema(name = "LineageRelation")
    public enum Relation {
        PRETRAINED,
        CONTINUED,
        FINE_TUNED,
        ADAPTER,
        MERGED,
        QUANTISED,
        DISTILLED,
        API_CALL
    }

    boolean namesItsBaseModelOnce() {
        return relation == Relation.PRETRAINED
                ? baseModelId == null && baseModelName == null
                : (baseModelId == null) != (baseModelName == null);
    }

    /// Name of the base model, or the id of its entry in the register; null: made from scratch.
    public @Nullable String base() {
        return baseModelId == null ? baseModelName : baseModelId.toString();
    }
}
