package org.llmregistry.audit.witness;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/// Which witnesses the log has.
@ConfigMapping(prefix = "audit.witnesses")
interface WitnessSettings {

    /// File with the policy (c2sp.org/tlog-policy); without it nobody is asked and everything signed is public at once.
    Optional<Path> policy();
}
