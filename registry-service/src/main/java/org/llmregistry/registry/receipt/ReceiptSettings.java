package org.llmregistry.registry.receipt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How patiently the log is asked for receipts.
@ConfigMapping(prefix = "registry.receipts")
interface ReceiptSettings {

    /// How often it is looked for what is due; `off` asks nothing.
    String fetchedEvery();

    /// After the first time in vain; doubled each time.
    @WithDefault("10s")
    Duration firstPause();

    @WithDefault("1d")
    Duration longestPause();

    /// Then nobody asks any more, until this number is raised.
    @WithDefault("20")
    int mostAttempts();

    default Duration pauseAfter(int attempts) {
        Duration pause = firstPause();
        for (int doubled = 1; doubled < attempts && pause.compareTo(longestPause()) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause()) < 0 ? pause : longestPause();
    }
}
