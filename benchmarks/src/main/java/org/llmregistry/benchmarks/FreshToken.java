package org.llmregistry.benchmarks;

import java.time.Duration;
import java.util.function.Supplier;

/// Access tokens live for five minutes, a benchmark for longer.
final class FreshToken implements Supplier<String> {

    private static final long AGE = Duration.ofMinutes(3).toNanos();

    private final Supplier<String> issuer;
    private String token;
    private long issued = System.nanoTime();

    FreshToken(Supplier<String> issuer) {
        this.issuer = issuer;
        this.token = issuer.get();
    }

    @Override
    public synchronized String get() {
        if (System.nanoTime() - issued > AGE) {
            token = issuer.get();
            issued = System.nanoTime();
        }
        return token;
    }
}
