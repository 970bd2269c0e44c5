package org.llmregistry.kernel.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/// Makes a key pair for this run; the service verifies real signatures with it, without an identity provider.
public class TokenResource implements QuarkusTestResourceLifecycleManager {

    static final String ISSUER = "http://localhost:8180/realms/licensing";
    static final String PRIVATE_KEY = "testing.private-key";

    @Override
    public Map<String, String> start() {
        KeyPair keys = generate();
        return Map.of(
                "quarkus.oidc.public-key",
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
                "registry.issuer",
                ISSUER,
                "quarkus.oidc-client.auth-server-url",
                ISSUER,
                "quarkus.oidc-client.credentials.secret",
                "unused",
                "registry.relay.enabled",
                "false",
                PRIVATE_KEY,
                Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    @Override
    public void stop() {
        // nothing runs
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
