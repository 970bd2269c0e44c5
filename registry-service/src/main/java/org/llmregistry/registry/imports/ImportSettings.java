package org.llmregistry.registry.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits of imports.
@ConfigMapping(prefix = "registry.imports")
public interface ImportSettings {

    /// Largest list.
    @WithDefault("32M")
    MemorySize maxSize();

    /// Rows that are committed together; progress moves in these steps.
    @WithDefault("100")
    int batchSize();
}
