package org.llmregistry.registry.document;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits of uploads.
@ConfigMapping(prefix = "registry.documents")
interface DocumentSettings {

    /// Largest document.
    @WithDefault("20M")
    MemorySize maxSize();
}
