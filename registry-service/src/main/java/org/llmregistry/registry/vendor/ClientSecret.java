package org.llmregistry.registry.vendor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;

/// Secret of a vendor's machine client, 256 random bits. Written as a placeholder wherever it isn't revealed on
/// purpose, so that no log, stored answer or fingerprint holds it.
final class ClientSecret {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String value;

    private ClientSecret(String value) {
        this.value = value;
    }

    static ClientSecret generate() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new ClientSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    String reveal() {
        return value;
    }

    @JsonValue
    @Override
    public String toString() {
        return "(secret)";
    }
}
