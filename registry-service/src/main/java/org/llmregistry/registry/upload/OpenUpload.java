package org.llmregistry.registry.upload;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Command: what is going to be uploaded.
public record OpenUpload(
        @Schema(description = "SHA-256 of the whole document")
        @NotNull
        @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits")
        String sha256,

        @Schema(description = "Bytes of the whole document") @NotNull @Min(1)
        Long size,

        @Schema(description = "The kind that you know it to be; see PUT /documents/{sha256}")
        @Pattern(
                regexp = "[a-z0-9.+-]{1,100}/[a-z0-9.+-]{1,100}",
                message = "type/subtype in lower case, without parameters")
        @Nullable
        String mediaType) {

    static final String EXAMPLE = """
            {"sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "size": 4,
             "mediaType": "text/plain"}""";
}
