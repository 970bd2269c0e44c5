package org.llmregistry.kernel.testing;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// Access tokens as the realm issues them, signed with the key of [TokenResource].
public final class Tokens {

    /// To sign takes longer than most requests: who asks twice gets the same token.
    private static final Map<List<Object>, String> SIGNED = new ConcurrentHashMap<>();

    private Tokens() {}

    /// A person of the office: the name is user name and, hashed, the `sub`; the same name is the same person.
    public static String person(String name, String... roles) {
        return SIGNED.computeIfAbsent(
                List.of(keyText(), name, List.of(roles)),
                unsigned -> sign(Jwt.claim("preferred_username", name).subject(subjectOf(name)), roles));
    }

    /// The `sub` of [#person].
    public static String subjectOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
    }

    /// The machine client of a vendor.
    public static String vendor(UUID vendorId) {
        return SIGNED.computeIfAbsent(
                List.of(keyText(), vendorId),
                unsigned -> sign(
                        Jwt.claim("vendor_id", vendorId.toString()).subject(subjectOf("vendor-" + vendorId)),
                        "vendor"));
    }

    /// Another service.
    public static String service(String role) {
        return SIGNED.computeIfAbsent(
                List.of(keyText(), "service", role),
                unsigned -> sign(Jwt.subject(subjectOf(role)), role, "audit-source"));
    }

    /// Valid in all but one claim: made for another service.
    public static String forAnotherAudience(String... roles) {
        return signed(Jwt.subject(subjectOf("stranger")).audience("another-service"), roles);
    }

    /// Valid in all but one claim: it ended a minute ago.
    public static String expired(String... roles) {
        long now = System.currentTimeMillis() / 1000;
        return signed(
                Jwt.subject(subjectOf("late"))
                        .audience(audience())
                        .issuedAt(now - 600)
                        .expiresAt(now - 60),
                roles);
    }

    private static String sign(JwtClaimsBuilder claims, String... roles) {
        return signed(claims.audience(audience()).expiresIn(Duration.ofHours(1)), roles);
    }

    private static String signed(JwtClaimsBuilder claims, String... roles) {
        return claims.issuer(TokenResource.ISSUER)
                .claim("realm_access", Map.of("roles", List.of(roles)))
                .sign(privateKey());
    }

    private static String audience() {
        return config().getValue("quarkus.application.name", String.class);
    }

    private static PrivateKey privateKey() {
        try {
            byte[] key = Base64.getDecoder().decode(keyText());
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static String keyText() {
        return config().getValue(TokenResource.PRIVATE_KEY, String.class);
    }

    private static Config config() {
        return ConfigProvider.getConfig();
    }
}
