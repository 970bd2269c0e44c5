package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The running log, read by the library that checks Go's module log.
class GoVerifierTest {

    @TempDir
    Path folder;

    private GoVerifier verifier;

    @BeforeEach
    void read() throws IOException {
        verifier = new GoVerifier(folder);
        assumeTrue(verifier.isThere(), "Go is not installed");
        verifier.readCheckpoint();
    }

    @Test
    void a_verifier_in_another_language_finds_every_entry_of_the_running_log()
            throws IOException, InterruptedException {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCovered("applications/" + journey.applicationId);
        assertThat(verifier.verify(Stack.audit(""), Stack.running().token("auditor")))
                .contains("checkpoint  audit.registry.example, ", "entries     all ", "grown       from ")
                .endsWith("VERIFIED\n")
                .doesNotContain("NOT VERIFIED");
        assertThat(verifier.verify(Stack.audit(""), ""))
                .contains("hashes      all ")
                .endsWith("VERIFIED\n");
    }

    @Test
    void a_log_that_changed_one_byte_on_its_way_is_found_out() throws IOException, InterruptedException {
        HttpServer liar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String token = Stack.running().token("auditor");
        liar.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            byte[] body = RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .get(Stack.audit(path))
                    .asByteArray();
            if (path.startsWith("/tile/entries/000")) {
                body[100] ^= 1;
            }
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        liar.start();
        try {
            assertThat(verifier.verify("http://localhost:" + liar.getAddress().getPort(), token))
                    .contains("NOT VERIFIED: entry 0 does not hash to its leaf", "status 1");
        } finally {
            liar.stop(0);
        }
    }
}
