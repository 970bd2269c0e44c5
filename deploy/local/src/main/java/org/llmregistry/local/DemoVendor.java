package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// The vendor that the local stack starts with, so that a newcomer can apply at once.
final class DemoVendor {

    private DemoVendor() {}

    static Map<String, String> register(LocalStack stack) {
        JsonNode vendor = stack.post(
                        stack.token("registrar"),
                        stack.url("registry") + "/vendors",
                        Map.of(
                                "legalName", "Demonstration Vendor Ltd",
                                "registrationId", "DEMO-VENDOR",
                                "region", "CN-BJ",
                                "address", "1 Example Road, Beijing",
                                "contactEmail", "licensing@vendor.example"))
                .expect(201)
                .body();
        return Map.of(
                "demo-vendor-id", vendor.get("vendorId").asText(),
                "demo-vendor-client-id", vendor.get("clientId").asText(),
                "demo-vendor-client-secret", vendor.get("clientSecret").asText());
    }
}
