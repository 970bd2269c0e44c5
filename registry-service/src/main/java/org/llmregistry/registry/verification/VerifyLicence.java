package org.llmregistry.registry.verification;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Question: one of the two.
@Schema(description = "Either a number or digests")
record VerifyLicence(
        @Size(min = 1, max = 300) @Nullable String licenceNumber,

        @Schema(description = "SHA-256 of weight files, or of a whole manifest; lower-case hexadecimal")
        @Size(min = 1, max = 1_000)
        @Nullable
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String>
                digests) {}
