package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Lineage of the model version that the dossier is about, as it stood when the dossier was written.
@Schema(description = "Lineage of the model version, as registered there")
public record Origin(
        @Size(max = 20) String relation,
        @Nullable UUID baseModelId,
        @Size(max = 200) @Nullable String baseModelName,
        @Nullable Integer ownTraining) {}
