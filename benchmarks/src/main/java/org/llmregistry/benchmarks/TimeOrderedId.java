package org.llmregistry.benchmarks;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Ids as the services give them: version 7 (RFC 9562), by time, so that an index grows at its end. With random ones
/// both sides would measure how PostgreSQL reads the pages of an index back.
final class TimeOrderedId {

    private TimeOrderedId() {}

    static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                System.currentTimeMillis() << 16 | 0x7000L | random.nextInt(1 << 12),
                random.nextLong() >>> 2 | Long.MIN_VALUE);
    }
}
