package org.llmregistry.kernel.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.runtime.OidcJwtCallerPrincipal;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// For how long a token is known.
class VerifiedTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final String TOKEN = "header.claims.signature";

    private final HandClock clock = new HandClock();
    private final VerifiedTokens tokens = new VerifiedTokens(clock);

    @Test
    void a_verified_token_is_taken_again_as_the_same_caller() {
        verified(TOKEN, NOON.plus(Duration.ofMinutes(5)));

        SecurityIdentity caller = known(TOKEN);

        assertThat(caller).isNotNull();
        assertThat(caller.getPrincipal().getName()).isEqualTo("a person");
        assertThat(caller.getRoles()).containsExactly("case-officer");
    }

    @Test
    void a_token_with_another_signature_is_not() {
        verified(TOKEN, NOON.plus(Duration.ofMinutes(5)));

        assertThat(known("header.claims.forged")).isNull();
    }

    @Test
    void after_a_minute_it_is_checked_anew() {
        verified(TOKEN, NOON.plus(Duration.ofMinutes(5)));

        clock.now = NOON.plus(VerifiedTokens.TRUSTED).minusMillis(1);
        assertThat(known(TOKEN)).isNotNull();
        clock.now = NOON.plus(VerifiedTokens.TRUSTED);
        assertThat(known(TOKEN)).isNull();
    }

    @Test
    void an_expired_token_is_not_known() {
        verified(TOKEN, NOON.plusSeconds(10));

        clock.now = NOON.plusSeconds(10).minusMillis(1);
        assertThat(known(TOKEN)).isNotNull();
        clock.now = NOON.plusSeconds(10);
        assertThat(known(TOKEN)).isNull();
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
        assertThat(tokens.augment(identity, null).await().indefinitely()).isSameAs(identity);
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
