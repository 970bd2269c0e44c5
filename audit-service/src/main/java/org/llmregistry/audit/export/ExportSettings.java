package org.llmregistry.audit.export;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Where the copy of the log goes.
@ConfigMapping(prefix = "audit.export")
interface ExportSettings {

    /// Folder outside the database that is kept as a copy of the log; without it there is no copy.
    Optional<Path> folder();
}
