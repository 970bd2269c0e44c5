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

    /// Rows of a list of models that are committed together; progress moves in these steps.
    @WithDefault("1000")
    int batchSize();

    /// The same of a list of decisions: each makes a licence, one by one.
    @WithDefault("100")
    int decisionBatchSize();

    default int batchSize(ImportKind kind) {
        return kind == ImportKind.KNOWN_MODELS ? batchSize() : decisionBatchSize();
    }
}
