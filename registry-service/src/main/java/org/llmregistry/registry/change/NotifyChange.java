package org.llmregistry.registry.change;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.dossier.Dossier;

/// Command: tell a change of the licensed model.
record NotifyChange(
        @Schema(
                description =
                        "Class of the scheme; no lower than the fields ask for. A validation proposes one when it is"
                                + " left out",
                examples = "2")
        @Size(max = 60)
        @Nullable
        String changeClass,

        @NotBlank @Size(max = 20_000) String description,

        @Schema(description = "First day of the change: past or to come") @NotNull
        LocalDate effectiveOn,

        @Schema(description = "Another version of the licensed model that takes part; absent: the weights stay")
        @Nullable
        UUID modelVersionId,

        @Schema(description = "The whole dossier as it is after the change; absent: no field of it changes")
        @Valid
        @Nullable
        Dossier dossier,

        @Schema(description = "Digests of documents that you have uploaded") @NotNull @Size(max = 50)
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                documents) {

    static final String EXAMPLE = """
            {"changeClass": "0", "description": "We moved to another building.", "effectiveOn": "2026-11-20", "documents": []}""";
}
