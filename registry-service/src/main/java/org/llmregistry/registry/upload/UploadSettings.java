package org.llmregistry.registry.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Limits of uploads in parts, and of every other body.
@ConfigMapping(prefix = "registry.uploads")
interface UploadSettings {

    /// Largest part.
    @WithDefault("64M")
    MemorySize maxPart();

    /// Uploads that a vendor may have open.
    @WithDefault("10")
    int mostOpen();

    /// An upload that got no part for this long is forgotten.
    @WithDefault("P1D")
    Duration keptFor();

    /// Largest body of a request that brings neither a document nor a list.
    @WithDefault("64M")
    MemorySize otherBodies();
}
