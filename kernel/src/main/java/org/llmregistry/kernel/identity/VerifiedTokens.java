package org.llmregistry.kernel.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.llmregistry.kernel.web.Digests;

/// A token whose signature and claims were found good is taken again for a minute without checking them anew, and never
/// beyond its `exp`: who works with one token sends it with each request, and the check was a quarter of a short one's
/// work (ADR 0027). It is known by the SHA-256 of all of it, signature included.
///
/// What a minute leaves open was open before: a signed token is good until it expires, whatever became of its session.
@ApplicationScoped
public class VerifiedTokens implements IdentityProvider<TokenAuthenticationRequest>, SecurityIdentityAugmentor {

    static final Duration TRUSTED = Duration.ofMinutes(1);
    private static final int MOST = 10_000;
    private static final int BEFORE_OTHERS = 2_000; // the provider that checks tokens has 1,001, the default

    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(TRUSTED).build();

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    private record Verified(SecurityIdentity identity, Instant until) {}

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    /// Before the provider that checks tokens, and after it, when it has done so.
    @Override
    public int priority() {
        return BEFORE_OTHERS;
    }

    /// @return null when the token is not known: then the next provider checks it
    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        Verified known = verified.getIfPresent(key(request.getToken()));
        return Uni.createFrom()
                .item(known != null && clock.instant().isBefore(known.until()) ? known.identity() : null);
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        TokenCredential token = identity.getCredential(TokenCredential.class);
        if (token != null && identity.getPrincipal() instanceof JsonWebToken claims) {
            verified.put(key(token), verified(identity, claims));
        }
        return Uni.createFrom().item(identity);
    }

    /// Without what belongs to the request that it came with.
    private Verified verified(SecurityIdentity identity, JsonWebToken claims) {
        SecurityIdentity caller = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .build();
        Instant expiry = Instant.ofEpochSecond(claims.getExpirationTime());
        Instant trusted = clock.instant().plus(TRUSTED);
        return new Verified(caller, expiry.isBefore(trusted) ? expiry : trusted);
    }

    private static String key(TokenCredential token) {
        return Digests.sha256Hex(token.getToken());
    }
}
