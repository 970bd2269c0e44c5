package org.llmregistry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Rules that the reviewed realm keeps (ADR 0006).
class RealmFileTest {

    private static final Path REVIEWED =
            Path.of(System.getProperty("repository.root"), "deploy", "keycloak", "licensing-realm.json");
    private static final Map<String, String> VALUES = Map.of(
            "REGISTRY_URL", "http://localhost:8081",
            "REVIEW_URL", "http://localhost:8082",
            "AUDIT_URL", "http://localhost:8083",
            "REGISTRY_SERVICE_CLIENT_SECRET", "one",
            "REVIEW_SERVICE_CLIENT_SECRET", "two",
            "AUDIT_SERVICE_CLIENT_SECRET", "three");

    private final JsonNode realm = read();

    @Test
    void the_only_public_client_is_swagger_ui_and_it_must_use_pkce_s256() {
        assertThat(clients(realm))
                .filteredOn(client -> client.get("publicClient").asBoolean())
                .hasSize(1)
                .allSatisfy(client -> {
                    assertThat(client.get("clientId").asText()).isEqualTo("swagger-ui");
                    assertThat(client.at("/attributes/pkce.code.challenge.method")
                                    .asText())
                            .isEqualTo("S256");
                });
    }

    @Test
    void no_client_has_the_implicit_flow_or_the_password_grant() {
        assertThat(clients(realm)).hasSize(4).allSatisfy(client -> {
            assertThat(client.get("implicitFlowEnabled").asBoolean()).isFalse();
            assertThat(client.get("directAccessGrantsEnabled").asBoolean()).isFalse();
        });
    }

    @Test
    void tokens_live_for_five_minutes_and_codes_for_one() {
        assertThat(realm.get("accessTokenLifespan").asInt()).isEqualTo(300);
        assertThat(realm.get("accessCodeLifespan").asInt()).isEqualTo(60);
        assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
    }

    @Test
    void no_secret_and_no_person_stands_in_the_file() {
        assertThat(clients(realm))
                .allSatisfy(
                        client -> assertThat(client.path("secret").asText("${")).startsWith("${"));
        assertThat(realm.get("users")).allSatisfy(user -> {
            assertThat(user.get("username").asText()).startsWith("service-account-");
            assertThat(user.has("credentials")).isFalse();
        });
    }

    @Test
    void a_service_gets_tokens_for_those_it_calls_and_for_no_other() {
        assertThat(audiences("registry-service")).containsExactlyInAnyOrder("review-audience", "audit-audience");
        assertThat(audiences("review-service")).containsExactlyInAnyOrder("registry-audience", "audit-audience");
        assertThat(audiences("audit-service")).isEmpty();
    }

    @Test
    void the_local_realm_adds_its_people_and_the_script_client_and_leaves_no_placeholder() throws IOException {
        JsonNode local = new ObjectMapper().readTree(RealmFile.localRealm(REVIEWED, VALUES));
        assertThat(clients(local))
                .extracting(client -> client.get("clientId").asText())
                .contains("local-cli", "swagger-ui");
        assertThat(local.findValuesAsText("username"))
                .contains(
                        "registrar",
                        "intake",
                        "officer",
                        "second-reader",
                        "tester",
                        "central-reviewer",
                        "decider",
                        "decider-two",
                        "duty-officer",
                        "appeal-one",
                        "appeal-two",
                        "auditor",
                        "data-protection",
                        "vendor-user");
        assertThat(local.toString())
                .doesNotContain("${")
                .contains("http://localhost:8082/q/swagger-ui/oauth2-redirect.html");
    }

    private List<String> audiences(String clientId) {
        return clients(realm).stream()
                .filter(client -> client.get("clientId").asText().equals(clientId))
                .flatMap(client ->
                        StreamSupport.stream(client.get("defaultClientScopes").spliterator(), false))
                .map(JsonNode::asText)
                .filter(scope -> scope.endsWith("-audience"))
                .toList();
    }

    private static List<JsonNode> clients(JsonNode realm) {
        return StreamSupport.stream(realm.get("clients").spliterator(), false).toList();
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(Files.readString(REVIEWED));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
