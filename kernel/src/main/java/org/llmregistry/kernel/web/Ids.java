package org.llmregistry.kernel.web;

import java.security.SecureRandom;
import java.util.UUID;

/// Identifiers of everything that the services make: UUIDv7 (RFC 9562, section 5.7), sortable by time of birth.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static UUID next() {
        long random = RANDOM.nextLong();
        long high = (System.currentTimeMillis() << 16) | 0x7000L | (RANDOM.nextInt() & 0x0FFFL);
        return new UUID(high, (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
