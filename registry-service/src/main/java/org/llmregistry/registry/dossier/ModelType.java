package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Type of the model version that the dossier is about, as it stood when the dossier was written.
@Schema(description = "Type of the model version, as registered there")
public record ModelType(
        @Size(max = 5) List<@Size(max = 20) String> modalitiesIn,
        @Size(max = 5) List<@Size(max = 20) String> modalitiesOut,
        @Nullable Long totalParameters,
        @Nullable Long activeParameters,
        int contextWindow,
        @Size(max = 200) String architecture,
        @Size(max = 100) String weightsLicence) {}
