package org.llmregistry.registry.document;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits of documents.
@ConfigMapping(prefix = "registry.documents")
public interface DocumentSettings {

    /// Largest document.
    @WithDefault("1G")
    MemorySize maxSize();

    Quota quota();

    /// What one vendor may keep. A content that others keep as well counts for each.
    interface Quota {

        @WithDefault("20G")
        MemorySize bytes();

        @WithDefault("10000")
        int documents();
    }
}
