package org.llmregistry.registry.model;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.problem.Violation;
import org.llmregistry.registry.model.Lineage.Relation;
import org.llmregistry.registry.model.ModelVersion.Modality;
import org.llmregistry.registry.model.WeightsManifest.Entry;

/// Command: a version of a model, with its type, its lineage and the digests of its weights.
record RegisterVersion(
        @Schema(description = "The vendor's name of the version; unique within the model") @NotBlank @Size(max = 100)
        String label,

        @Nullable LocalDate releaseDate,

        @NotEmpty @Size(max = 5) List<@NotNull Modality> modalitiesIn,

        @NotEmpty @Size(max = 5) List<@NotNull Modality> modalitiesOut,

        @Schema(description = "All parameters; left out only by API_CALL products") @Positive @Nullable
        Long totalParameters,

        @Schema(description = "Parameters at work for one token; without it, all of them") @Positive @Nullable
        Long activeParameters,

        @Schema(description = "Longest input and output together, in tokens") @Min(1) @Max(1_000_000_000)
        int contextWindow,

        @Schema(description = "Family of the architecture") @NotBlank @Size(max = 200)
        String architecture,

        @Schema(description = "Licence of the weights: an SPDX identifier, or 'proprietary'") @NotBlank @Size(max = 100)
        String weightsLicence,

        @NotNull @Valid Lineage lineage,

        @Schema(description = "Every file of the weights; none for API_CALL products") @NotNull @Size(max = 10_000)
        List<@NotNull @Valid Entry> weights) {

    static final String EXAMPLE = """
            {"label": "4.0", "releaseDate": "2026-10-17", "modalitiesIn": ["TEXT", "IMAGE"], "modalitiesOut": ["TEXT"],
             "totalParameters": 260000000000, "activeParameters": 47000000000, "contextWindow": 131072,
             "architecture": "mixture-of-experts transformer", "weightsLicence": "proprietary",
             "lineage": {"relation": "CONTINUED", "baseModelName": "ERNIE 3.0", "ownTraining": 80},
             "weights": [
               {"path": "model-00001-of-00002.safetensors", "size": 4976698672,
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
               {"path": "model-00002-of-00002.safetensors", "size": 4888464000,
                "sha256": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"}]}""";

    /// Contradictions between the members, all at once.
    List<Violation> faults() {
        List<Violation> faults = new ArrayList<>(WeightsManifest.faultsOf(weights, "/weights"));
        boolean callsAnother = lineage.relation() == Relation.API_CALL;
        if (!lineage.namesItsBaseModelOnce()) {
            faults.add(new Violation(
                    "/lineage",
                    "one-base-model",
                    "PRETRAINED has no base model; every other relation names one: baseModelId or baseModelName."));
        }
        if (!lineage.namesEachBaseModelOnce()) {
            faults.add(new Violation(
                    "/lineage", "base-models", "Only MERGED names further base models, and none of them twice."));
        }
        if (callsAnother != weights.isEmpty()) {
            faults.add(new Violation(
                    "/weights", "weights", "List the files of the weights; a product that calls a model has none."));
        }
        if (!callsAnother && totalParameters == null) {
            faults.add(new Violation("/totalParameters", "required", "Say how many parameters the model has."));
        }
        if (activeParameters != null && (totalParameters == null || activeParameters > totalParameters)) {
            faults.add(new Violation(
                    "/activeParameters", "at-most-total", "No more parameters can be active than there are."));
        }
        return faults;
    }
}
