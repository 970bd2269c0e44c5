package org.llmregistry.kernel.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.llmregistry.kernel.problem.Refusal;

/// Who is calling, read from the verified access token and from nothing else.
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    protected Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// Stable id of the person or machine: the token's `sub`. Persons are compared by it, whatever their roles.
    public String id() {
        return token().getSubject();
    }

    /// Display name of the person (`preferred_username`), for views of the office itself; never sent to the log.
    public String name() {
        return Optional.<String>ofNullable(token().getClaim("preferred_username"))
                .orElse(id());
    }

    public boolean has(String role) {
        return identity.hasRole(role);
    }

    public Set<String> roles() {
        return new TreeSet<>(identity.getRoles());
    }

    /// The vendor that the token acts for (claim `vendor_id`); empty for staff and services.
    public Optional<UUID> vendor() {
        return Optional.<String>ofNullable(token().getClaim("vendor_id")).map(UUID::fromString);
    }

    /// The vendor of a caller who must have one; the answer is the same as for a thing that does not exist.
    public UUID requireVendor() {
        return vendor().orElseThrow(() -> Refusal.notFound("Your vendor"));
    }

    private JsonWebToken token() {
        return (JsonWebToken) identity.getPrincipal();
    }
}
