package org.llmregistry.kernel.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.llmregistry.kernel.testing.KernelAlone;
import org.llmregistry.kernel.testing.PostgresResource;
import org.llmregistry.kernel.testing.TokenResource;
import org.llmregistry.kernel.testing.Tokens;

/// A known token does not come to the check: only who was just checked has the token as a credential.
@QuarkusTest
@TestProfile(KernelAlone.class)
@QuarkusTestResource(value = PostgresResource.class, initArgs = @ResourceArg(name = "database", value = "kernel"))
@QuarkusTestResource(TokenResource.class)
class KnownCallerTest {

    private static final Queue<Boolean> CHECKED = new ConcurrentLinkedQueue<>();

    /// Told of each request that was let in.
    @Singleton
    static class Door {
        void open(@Observes AuthenticationSuccessEvent event) {
            CHECKED.add(event.getSecurityIdentity().getCredential(TokenCredential.class) != null);
        }
    }

    @Test
    void the_second_request_with_a_token_is_let_in_without_a_check() {
        String token = Tokens.person("known-" + UUID.randomUUID(), "writer");
        CHECKED.clear();
        for (int i = 0; i < 2; i++) {
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body("{\"title\": \"a note\"}")
                    .post("/notes")
                    .then()
                    .statusCode(201);
        }
        assertThat(CHECKED).containsExactly(true, false);
    }
}
