package org.llmregistry.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.junit.QuarkusMock;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.AccessMatrix;
import org.llmregistry.kernel.testing.Thing;
import org.llmregistry.kernel.web.Caller;
import org.llmregistry.kernel.web.Digests;
import org.llmregistry.registry.scope.RowSecurityTest;

/// `docs/access.md`, cell by cell; and what another vendor tries once more with each of the two layers taken away.
@RegistryServiceTest
class AccessMatrixTest extends AccessMatrix {

    private static final String DOCUMENT = "A report.\n";
    private static final List<String> APPLICATION = List.of(
            "DRAFT",
            "SUBMITTED",
            "RETURNED",
            "ACCEPTED",
            "REGIONAL_REVIEW",
            "TESTING",
            "INFO_REQUESTED",
            "REGIONAL_RECOMMENDED",
            "CENTRAL_REVIEW",
            "DECISION_PROPOSED",
            "APPROVED",
            "REFUSED",
            "WITHDRAWN",
            "LAPSED",
            "UNDER_APPEAL");
    private static final List<String> LICENCE =
            List.of("ACTIVE", "RESTRICTED", "SUSPENDED", "EXPIRED", "REVOKED", "SURRENDERED", "SUPERSEDED");

    private final ObjectMapper json = new ObjectMapper();
    private UUID holder;
    private UUID other;

    @Inject
    Things things;

    @Inject
    SecurityIdentity identity;

    AccessMatrixTest() {
        super("registry-service");
    }

    @Test
    void the_code_keeps_others_out_without_the_database() throws SQLException {
        RowSecurityTest.switchRowSecurity("DISABLE");
        try {
            assertThat(faultsOfOtherVendors(reply -> false)).isEmpty();
        } finally {
            RowSecurityTest.switchRowSecurity("ENABLE");
        }
    }

    /// Each check of the code takes the other vendor for the holder; only the row scope, which reads the token, does
    /// not. Lists of what hangs on a licence, which everybody may read, are empty then.
    @Test
    void the_database_keeps_others_out_without_the_code() {
        UUID taken = holder();
        QuarkusMock.installMockForType(
                new Caller(identity) {
                    @Override
                    public Optional<UUID> vendor() {
                        return Optional.of(taken);
                    }
                },
                Caller.class);
        assertThat(faultsOfOtherVendors(reply -> Set.of(403, 404).contains(reply.status()) || reply.isEmptyList()))
                .isEmpty();
    }

    @Override
    protected UUID holder() {
        holder = holder == null ? Given.registeredVendor() : holder;
        return holder;
    }

    @Override
    protected UUID otherVendor() {
        other = other == null ? Given.registeredVendor() : other;
        return other;
    }

    @Override
    protected List<String> statesOf(String about) {
        return switch (about) {
            case "application" -> APPLICATION;
            case "licence" -> LICENCE;
            default -> List.of("");
        };
    }

    @Override
    protected Thing make(String about, String state, UUID vendor) {
        Map<String, Supplier<Thing>> kinds = Map.of(
                "vendor", () -> new Thing(Map.of("id", vendor.toString())),
                "version", () -> things.version(vendor),
                "document", () -> things.document(vendor),
                "upload", () -> things.upload(vendor),
                "application", () -> things.application(state, vendor),
                "variation", () -> things.variation(vendor),
                "draw", () -> things.draw(vendor),
                "offer", () -> things.offer(vendor),
                "licence", () -> things.licence(state, vendor));
        return kinds.get(about).get();
    }

    @Override
    protected String snapshot(String about, Thing thing) {
        return things.snapshot(about, thing);
    }

    @Override
    public String parameter(String operation, String name) {
        return switch (name) {
            case "slug" -> "not-found";
            case "sha256" -> Digests.sha256Hex(DOCUMENT);
            case "kind" -> "KNOWN_MODELS";
            case "change", "incident" -> "1";
            case "code" -> "C1";
            default -> UUID.randomUUID().toString();
        };
    }

    @Override
    public String complete(String operation, String body) {
        return switch (operation) {
            case "registerVendor" -> with(body, Map.of("registrationId", Given.unique("REG")));
            case "registerModel", "changeModel" -> with(body, Map.of("name", Given.unique("Model")));
            case "receiveQuestions", "receiveNotice" -> with(body, Map.of("number", 2)); // 1 is there
            case "receiveDecision" -> with(body, Map.of("outcome", "REFUSED", "conditions", List.of()));
            case "receiveCondition" -> with(body, Map.of("conditionId", UUID.randomUUID()));
            case "storeDocument" -> DOCUMENT;
            case "importList" -> "no such list\n";
            default -> body;
        };
    }

    private String with(String body, Map<String, Object> members) {
        try {
            ObjectNode changed = (ObjectNode) json.readTree(body);
            members.forEach(changed::putPOJO);
            return changed.toString();
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
