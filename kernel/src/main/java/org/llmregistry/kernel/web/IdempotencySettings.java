package org.llmregistry.kernel.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How requests with one `Idempotency-Key` meet.
@ConfigMapping(prefix = "registry.idempotency")
interface IdempotencySettings {

    /// How long a request waits for another one with its key to end, before it is refused (409).
    @WithDefault("PT10S")
    Duration patience();
}
