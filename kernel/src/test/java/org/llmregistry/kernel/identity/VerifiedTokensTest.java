package org.llmregistry.kernel.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final String TOKEN = "header.claims.signature";

    private final HandClock clock = new HandClock();
    private final VerifiedTokens tokens = new VerifiedTokens(clock);

    @Test
    void aVerifiedTokenIsTakenAgainAsTheSameCaller() {
        verified(TOKEN, NOON.plus(Duration.ofMinutes(5)));

        SecurityIdentity caller = known(TOKEN);

        assertNotNull(caller);
        assertEquals("a person", caller.getPrincipal().getName());
        assertEquals(Set.of("case-officer"), caller.getRoles());
    }

    @Test
    void aTokenWithAnotherSignatureIsNot() {
        verified(TOKEN, NOON.plus(Duration.ofMinutes(5)));

        assertNull(known("header.claims.forged"));
    }

    @Test
    void afterAMinuteItIsCheckedAnew() {
        verified(TOKEN, NOON.plus(Duration.ofMinutes(5)));

        clock.now = NOON.plus(VerifiedTokens.TRUSTED).minusMillis(1);
        assertNotNull(known(TOKEN));
        clock.now = NOON.plus(VerifiedTokens.TRUSTED);
        assertNull(known(TOKEN));
    }

    @Test
    void anExpiredTokenIsNotKnown() {
        verified(TOKEN, NOON.plusSeconds(10));

        clock.now = NOON.plusSeconds(10).minusMillis(1);
        assertNotNull(known(TOKEN));
        clock.now = NOON.plusSeconds(10);
        assertNull(known(TOKEN));
    }

    /// As the provider that checks tokens tells it.
    private void verified(String token, Instant expiry) {
        JwtClaims claims = new JwtClaims();
        claims.setClaim("preferred_username", "a person");
        claims.setExpirationTime(NumericDate.fromSeconds(expiry.getEpochSecond()));
        AccessTokenCredential credential = new AccessTokenCredential(token);
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new OidcJwtCallerPrincipal(claims, credential))
                .addCredential(credential)
                .addRole("case-officer")
                .addAttribute("request", new Object())
                .build();
        assertEquals(identity, tokens.augment(identity, null).await().indefinitely());
    }

    private @Nullable SecurityIdentity known(String token) {
        return tokens.known("Bearer " + token);
    }

    private static final class HandClock extends Clock {
        Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
