package org.llmregistry.registry.vendor;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.llmregistry.kernel.web.Versioned;

/// A vendor as the registrar and the vendor itself see it.
@Schema(description = "A vendor")
public record VendorView(
        UUID id,
        @Schema(examples = "北京百度网讯科技有限公司") String legalName,
        @Schema(examples = "91110000802100433B") String registrationId,
        @Schema(examples = "CN-BJ") String region,
        String address,
        String contactEmail,

        @Schema(
                description = "Its client at the identity provider",
                examples = "vendor-0198c7a5-3b1c-7def-8a10-2f6a5d7e9c04")
        String clientId,

        Instant registeredAt,
        long version)
        implements Versioned {

    static VendorView of(Vendor vendor) {
        return new VendorView(
                vendor.id(),
                vendor.legalName(),
                vendor.registrationId(),
                vendor.region(),
                vendor.address(),
                vendor.contactEmail(),
                vendor.clientId(),
                vendor.registeredAt(),
                vendor.version());
    }
}
