package org.llmregistry.registry.vendor;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.llmregistry.kernel.problem.Refusal;
import org.llmregistry.registry.RegistryProblem;

/// The vendors' machine clients in Keycloak: client credentials only, role `vendor`, the claim `vendor_id`, and
/// an audience that only this service accepts. Never call it inside a transaction: a remote call there breaks
/// its rollback.
@ApplicationScoped
class VendorClients {

    private static final String ROLE = "vendor";
    private static final List<String> SCOPES = List.of("basic", "roles", "registry-audience");

    private final Keycloak keycloak;
    private final String realm;

    VendorClients(Keycloak keycloak, @ConfigProperty(name = "quarkus.keycloak.admin-client.realm") String realm) {
        this.keycloak = keycloak;
        this.realm = realm;
    }

    /// Makes the vendor's client, or mends the one that is there, and sets its secret. May be repeated.
    void provide(Vendor vendor, ClientSecret secret) {
        try {
            RealmResource there = keycloak.realm(realm);
            ClientRepresentation wanted = clientOf(vendor, secret);
            List<ClientRepresentation> found = there.clients().findByClientId(vendor.clientId());
            if (found.isEmpty()) {
                try (Response created = there.clients().create(wanted)) {
                    if (created.getStatus() != 201) {
                        throw new WebApplicationException(created.getStatus());
                    }
                }
            } else {
                there.clients().get(found.getFirst().getId()).update(wanted);
            }
            giveRole(there, vendor.clientId());
        } catch (ProcessingException | WebApplicationException failure) {
            Log.warnf("identity provider failed client=%s: %s", vendor.clientId(), failure.getMessage());
            throw Refusal.of(RegistryProblem.IDENTITY_PROVIDER_UNAVAILABLE, """
                    The vendor %1$s exists; its client has no new secret. Send POST /vendors/%1$s/client-secret \
                    with an Idempotency-Key of its own.""".formatted(vendor.id()));
        }
    }

    private static ClientRepresentation clientOf(Vendor vendor, ClientSecret secret) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(vendor.clientId());
        client.setName(vendor.legalName());
        client.setProtocol("openid-connect");
        client.setEnabled(true);
        client.setPublicClient(false);
        client.setClientAuthenticatorType("client-secret");
        client.setSecret(secret.reveal());
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(true);
        client.setDefaultClientScopes(SCOPES);
        client.setOptionalClientScopes(List.of());
        client.setProtocolMappers(List.of(vendorIdOf(vendor)));
        return client;
    }

    private static ProtocolMapperRepresentation vendorIdOf(Vendor vendor) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("vendor_id");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-hardcoded-claim-mapper");
        mapper.setConfig(Map.of(
                "claim.name", "vendor_id",
                "claim.value", vendor.id().toString(),
                "jsonType.label", "String",
                "access.token.claim", "true",
                "id.token.claim", "false",
                "userinfo.token.claim", "false"));
        return mapper;
    }

    private static void giveRole(RealmResource there, String clientId) {
        String id = there.clients().findByClientId(clientId).getFirst().getId();
        String account = there.clients().get(id).getServiceAccountUser().getId();
        RoleScopeResource roles = there.users().get(account).roles().realmLevel();
        if (roles.listAll().stream().noneMatch(role -> role.getName().equals(ROLE))) {
            roles.add(roles.listAvailable().stream()
                    .filter(role -> role.getName().equals(ROLE))
                    .toList());
        }
    }
}
