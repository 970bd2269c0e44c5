package org.llmregistry.kernel.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the outbox is emptied.
@ConfigMapping(prefix = "registry.relay")
public interface RelaySettings {

    /// False in tests of a single service, where no recipient runs.
    @WithDefault("true")
    boolean enabled();

    /// Pause between two looks into the outbox.
    @WithDefault("PT0.2S")
    Duration interval();

    /// A relay that is silent for longer loses its recipient to another replica.
    @WithDefault("PT30S")
    Duration lease();

    /// How long delivered messages stay for inspection.
    @WithDefault("P30D")
    Duration keepDelivered();
}
