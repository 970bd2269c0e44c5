package org.llmregistry.kernel.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.llmregistry.kernel.web.Digests;

/// A token whose signature and claims were found good is taken again for a minute without checking them anew, and never
/// beyond its `exp`: who works with one token sends it with each request, and the check was a quarter of a short one's
/// work (ADR 0027). It is known by the SHA-256 of all of it, signature included.
///
/// What a minute leaves open was open before: a signed token is good until it expires, whatever became of its session.
@ApplicationScoped
public class VerifiedTokens implements HttpAuthenticationMechanism, SecurityIdentityAugmentor {

    static final Duration TRUSTED = Duration.ofMinutes(1);
    private static final int MOST = 10_000;
    private static final int BEFORE_THE_CHECK = 2 * HttpAuthenticationMechanism.DEFAULT_PRIORITY;
    private static final String BEARER = "Bearer ";

    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(TRUSTED).build();

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    private record Verified(SecurityIdentity identity, Instant until) {}

    @Override
    public int getPriority() {
        return BEFORE_THE_CHECK;
    }

    /// @return null when the token is not known: then the next mechanism checks it
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        return Uni.createFrom().item(known(request.request().getHeader(HttpHeaders.AUTHORIZATION)));
    }

    /// What a caller without a good token is asked for, the mechanism says that checks tokens.
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    @Nullable
    SecurityIdentity known(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return null;
        }
        Verified known = verified.getIfPresent(Digests.sha256Hex(authorization.substring(BEARER.length())));
        return known != null && clock.instant().isBefore(known.until()) ? known.identity() : null;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        TokenCredential token = identity.getCredential(TokenCredential.class);
        if (token != null && identity.getPrincipal() instanceof JsonWebToken claims) {
            verified.put(Digests.sha256Hex(token.getToken()), verified(identity, claims));
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
}
