package org.llmregistry.registry.vendor;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a vendor's machine needs to get access tokens.
@Schema(description = "What the vendor's machine needs to get access tokens with the grant client_credentials")
public record CredentialsView(
        UUID vendorId,

        @Schema(examples = "vendor-0198c7a5-3b1c-7def-8a10-2f6a5d7e9c04")
        String clientId,

        @Schema(description = "Shown this once and not kept; a replayed answer leaves it out") @Nullable
        String clientSecret) {

    static CredentialsView of(Vendor vendor) {
        return new CredentialsView(vendor.id(), vendor.clientId(), null);
    }

    CredentialsView showing(ClientSecret secret) {
        return new CredentialsView(vendorId, clientId, secret.reveal());
    }
}
