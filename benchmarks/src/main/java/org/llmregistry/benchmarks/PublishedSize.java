package org.llmregistry.benchmarks;

import java.util.concurrent.locks.LockSupport;

/// How many entries the newest checkpoint of a log covers.
final class PublishedSize {

    private static final long PAUSE = 20_000_000; // nanoseconds

    private PublishedSize() {}

    static long of(Web log) {
        return Long.parseLong(log.get("/checkpoint").lines().toList().get(1));
    }

    /// Until the checkpoint covers so many. The log signs once a second, and there is none at first.
    static void await(Web log, long entries) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < deadline) {
            try {
                if (of(log) >= entries) {
                    return;
                }
            } catch (IllegalStateException noneSoFar) {
                // 404
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IllegalStateException("no checkpoint covers %d entries".formatted(entries));
    }
}
