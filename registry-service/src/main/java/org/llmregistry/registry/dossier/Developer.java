package org.llmregistry.registry.dossier;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.llmregistry.registry.vendor.Vendor;

/// The party that trained the model.
@Schema(description = "The party that trained the model; a new draft takes it from the vendor")
public record Developer(
        @Size(max = 200) @Nullable String legalName,

        @Schema(description = "Company register number, unified social credit code and the like")
        @Size(max = 100)
        @Nullable
        String identifier,

        @Size(max = 500) @Nullable String address,
        @Size(max = 50) @Nullable String region,
        @Nullable Type type,

        @Schema(description = "Local representative of a developer from abroad") @Size(max = 200) @Nullable
        String representative,

        @Schema(description = "Group of companies that it belongs to") @Size(max = 200) @Nullable
        String group) {

    /// What kind of party it is.
    @Schema(name = "DeveloperType")
    public enum Type {
        FIRM,
        STATE,
        UNIVERSITY,
        HOSPITAL
    }

    /// A person who answers for the dossier. Never public.
    @Schema(description = "A person who answers for the dossier")
    public record Signatory(
            @Size(max = 200) @Nullable String name,
            @Size(max = 100) @Nullable String role,
            @Nullable LocalDate signedOn) {}

    public static Developer of(Vendor vendor) {
        return new Developer(
                vendor.legalName(), vendor.registrationId(), vendor.address(), vendor.region(), null, null, null);
    }
}
