package org.llmregistry.registry.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.licence.LicenceResource;

/// Question: one of the three.
@Schema(description = "Either a number, or a certificate, or digests")
record VerifyLicence(
        @Size(min = 1, max = 300) @Nullable String licenceNumber,

        @Schema(
                description = "As `GET /licences/{number}/certificate` once answered it, whatever else it has by now",
                implementation = LicenceResource.Certificate.class)
        @Nullable
        ObjectNode certificate,

        @Schema(description = "SHA-256 of weight files, or of a whole manifest; lower-case hexadecimal")
        @Size(min = 1, max = 1_000)
        @Nullable
        List<@NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 lower-case hexadecimal digits") String> digests) {

    boolean isOne() {
        return Stream.of(licenceNumber, certificate, digests)
                        .filter(Objects::nonNull)
                        .count()
                == 1;
    }
}
