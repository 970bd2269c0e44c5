package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A document that was uploaded before, and what it is in this dossier.
@Schema(description = "A document that was uploaded before, and what it is in this dossier")
public record DocumentReference(
        @Schema(description = "Kind, as the scheme's list of documents names it", examples = "SAFETY_ASSESSMENT")
        @NotNull
        @Size(min = 1, max = 100)
        String kind,

        @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
        String sha256,

        @Schema(description = "BCP 47 tag", examples = "en") @Size(max = 35) @Nullable
        String language,

        @Schema(description = "Whether the vendor asks to keep it from the public") @Nullable
        Boolean confidential) {}
