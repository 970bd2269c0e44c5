package org.llmregistry.registry.kind;

import jakarta.persistence.Embeddable;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The licences that an application names.
@Embeddable
@Schema(name = "ConcernedLicences")
public record Concerned(
        @Schema(
                description = "VARIATION and RENEWAL: your licence that is to be changed",
                examples = "DEMO-2026-000001-5")
        @Size(max = 200)
        @Nullable
        String licenceNumber,

        @Schema(description = "REGISTRATION: the licence of the model that the product calls, whoever holds it")
        @Size(max = 200)
        @Nullable
        String baseLicenceNumber) {

    public static final Concerned NONE = new Concerned(null, null);
}
