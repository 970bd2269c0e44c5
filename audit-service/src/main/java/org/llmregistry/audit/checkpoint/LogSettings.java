package org.llmregistry.audit.checkpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How the logs are signed; `audit.log.origin`, how they are called, is read where they are named.
@ConfigMapping(prefix = "audit.log")
interface LogSettings {

    /// Seed of the Ed25519 key: 32 bytes in base64. A secret; there is no default.
    String key();

    /// Seed of a second key, ML-DSA-44: 32 bytes in base64. A secret. Without it checkpoints have one line, Ed25519.
    Optional<String> mlDsaKey();

    /// File outside the database that keeps the newest checkpoint of the first log; those of the others lie beside it.
    /// Without it a restored database is not noticed.
    Optional<Path> anchor();

    /// How long too few witnesses may answer before each attempt is an alarm in the log file.
    @WithDefault("10M")
    Duration unseenAlarm();
}
