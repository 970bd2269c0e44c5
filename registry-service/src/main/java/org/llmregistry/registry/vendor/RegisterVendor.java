package org.llmregistry.registry.vendor;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Command: take a party in as a vendor.
public record RegisterVendor(
        @NotBlank @Size(max = 200) String legalName,

        @Schema(description = "Company register number, unified social credit code and the like; unique")
        @NotNull
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9./-]{1,49}", message = "2 to 50 letters, digits, '.', '/' or '-'")
        String registrationId,

        @Schema(description = "Code of the region as the schemes write it")
        @NotNull
        @Pattern(regexp = "[A-Z]{2}(-[A-Z0-9]{1,10})?", message = "a region code, CN-BJ for instance")
        String region,

        @NotBlank @Size(max = 500) String address,
        @NotBlank @Email @Size(max = 200) String contactEmail) {

    static final String EXAMPLE = """
            {"legalName": "北京百度网讯科技有限公司", "registrationId": "91110000802100433B", "region": "CN-BJ",
             "address": "北京市海淀区上地十街10号", "contactEmail": "licensing@vendor.example"}""";
}
