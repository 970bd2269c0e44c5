package org.llmregistry.registry.vendor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.llmregistry.kernel.audit.AuditTrail;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Idempotent;
import org.llmregistry.registry.RegistryProblem;

/// Takes vendors in and sets the secrets of their clients. The vendor is committed before Keycloak is asked, so
/// that nothing is lost when Keycloak is down; the stored answers never hold a secret.
@ApplicationScoped
class Registering {

    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    Registering(AuditTrail audit, Caller caller, Clock clock) {
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    @Idempotent
    RestResponse<CredentialsView> register(RegisterVendor command) {
        if (Vendor.isRegistered(command.registrationId())) {
            throw Refusal.of(
                    RegistryProblem.VENDOR_EXISTS,
                    "A vendor with the registration id %s exists.".formatted(command.registrationId()));
        }
        Vendor vendor = new Vendor(
                command.legalName(),
                command.registrationId(),
                command.region(),
                command.address(),
                command.contactEmail(),
                clock.instant());
        vendor.persistAndFlush();
        audit.record(
                "vendor.registered", subject(vendor), caller.id(), Map.of("registrationId", vendor.registrationId()));
        return RestResponse.ResponseBuilder.<CredentialsView>created(URI.create("/vendors/" + vendor.id()))
                .entity(CredentialsView.of(vendor))
                .build();
    }

    /// The request is remembered before Keycloak is asked: no call leaves the house inside a transaction.
    @Transactional
    @Idempotent
    CredentialsView startRotation(UUID id) {
        return CredentialsView.of(Vendor.require(id));
    }

    /// After Keycloak took the secret. A crash before it leaves a secret that nobody has seen.
    @Transactional
    void rotated(UUID id) {
        Vendor vendor = Vendor.require(id);
        audit.record("vendor.secret-rotated", subject(vendor), caller.id(), Map.of("clientId", vendor.clientId()));
    }

    private static String subject(Vendor vendor) {
        return "vendors/" + vendor.id();
    }
}
