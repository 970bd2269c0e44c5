package org.llmregistry.kernel.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// The kernel as an application of its own, for its tests. Not a file: the services' tests would find it on their path.
public class KernelAlone implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.application.name", "kernel",
                "quarkus.flyway.locations", "db/kernel",
                "quarkus.rest-client.audit.url", "http://localhost:1", // nobody listens there
                "registry.idempotency.patience", "PT3S",
                "registry.relay.enabled", "true",
                "registry.relay.interval", "PT0.02S");
    }
}
