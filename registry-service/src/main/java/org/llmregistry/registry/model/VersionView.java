package org.llmregistry.registry.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A version of a model as its vendor sees it.
@Schema(description = "A version of a model; it never changes")
public record VersionView(
        UUID id,
        UUID modelId,
        @Schema(examples = "4.0") String label,
        @Nullable LocalDate releaseDate,
        List<ModelVersion.Modality> modalitiesIn,
        List<ModelVersion.Modality> modalitiesOut,
        @Nullable Long totalParameters,
        @Nullable Long activeParameters,
        int contextWindow,
        String architecture,
        String weightsLicence,
        Lineage lineage,

        @Schema(
                description =
                        "Merkle tree hash of RFC 6962 over the files sorted by path (byte order): leaf SHA-256(0x00 || line) with the line"
                                + " `<sha256> <size> <path>` in UTF-8 without line end, node SHA-256(0x01 || left || right). A licence is"
                                + " bound to it.",
                examples = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        String manifestDigest,

        int fileCount,
        long byteCount,
        Instant registeredAt) {

    static VersionView of(ModelVersion version) {
        return new VersionView(
                version.id(),
                version.modelId(),
                version.label(),
                version.releaseDate(),
                version.modalitiesIn(),
                version.modalitiesOut(),
                version.totalParameters(),
                version.activeParameters(),
                version.contextWindow(),
                version.architecture(),
                version.weightsLicence(),
                version.lineage(),
                version.manifestDigest(),
                version.fileCount(),
                version.byteCount(),
                version.registeredAt());
    }
}
