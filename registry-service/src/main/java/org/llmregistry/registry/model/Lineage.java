package org.llmregistry.registry.model;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/// Where a version comes from. What is not pretrained from scratch names its base model: by the id of its entry
/// in the public register, or by name when it is not there.
@Embeddable
@Schema(
        description =
                "Where the version comes from: PRETRAINED has no base model, everything else names exactly one; MERGED"
                        + " may name more")
public record Lineage(
        @Enumerated(EnumType.STRING) @NotNull Relation relation,

        @Schema(description = "Id of the base model's entry in the public register") @Nullable
        UUID baseModelId,

        @Schema(description = "Name of a base model that the register does not have")
        @Size(min = 1, max = 200)
        @Nullable
        String baseModelName,

        @Schema(description = "MERGED only: ids of the further base models' entries in the public register")
        @JdbcTypeCode(SqlTypes.ARRAY)
        @Size(max = 20)
        @Nullable
        List<@NotNull UUID> otherBaseModelIds,

        @Schema(description = "MERGED only: names of further base models that the register does not have")
        @JdbcTypeCode(SqlTypes.ARRAY)
        @Size(max = 20)
        @Nullable
        List<@NotBlank @Size(max = 200) String> otherBaseModelNames,

        @Schema(description = "Share of the training that the vendor did itself, in percent")
        @Min(0)
        @Max(100)
        @Nullable
        Integer ownTraining) {

    public Lineage {
        otherBaseModelIds = otherBaseModelIds == null ? List.of() : List.copyOf(otherBaseModelIds);
        otherBaseModelNames = otherBaseModelNames == null ? List.of() : List.copyOf(otherBaseModelNames);
    }

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

    boolean namesEachBaseModelOnce() {
        List<String> all =
                Stream.concat(Stream.ofNullable(base()), otherBases()).toList();
        return Set.copyOf(all).size() == all.size()
                && (relation == Relation.MERGED || otherBases().findAny().isEmpty());
    }

    /// Entries of the register that the version was made from.
    public List<UUID> baseModelIds() {
        return Stream.concat(Stream.ofNullable(baseModelId), Objects.requireNonNull(otherBaseModelIds).stream())
                .toList();
    }

    /// Base models that are named in words.
    public List<String> baseModelNames() {
        return Stream.concat(Stream.ofNullable(baseModelName), Objects.requireNonNull(otherBaseModelNames).stream())
                .toList();
    }

    private Stream<String> otherBases() {
        return Stream.concat(
                Objects.requireNonNull(otherBaseModelIds).stream().map(UUID::toString),
                Objects.requireNonNull(otherBaseModelNames).stream());
    }

    /// Name of the base model, or the id of its entry in the register; null: made from scratch.
    public @Nullable String base() {
        return baseModelId == null ? baseModelName : baseModelId.toString();
    }
}
