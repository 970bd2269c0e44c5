package org.llmregistry.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The running log, read by the library that checks Go's module log.
class GoVerifierTest {

    private static final Path GO = Path.of("/usr/bin/go");
    private static final Path LIBRARY = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");

    @TempDir
    Path folder;

    @BeforeEach
    void read() throws IOException {
        boolean there = Files.isExecutable(GO) && Files.isDirectory(LIBRARY);
        if (!there) {
            System.err.println(
                    "LEFT OUT: the second verifier, because Debian's golang-go and golang-golang-x-mod-dev are missing");
        }
        assumeTrue(there, "Go is not installed");
        Files.writeString(
                folder.resolve("log.key"),
                RestAssured.get(Stack.audit("/checkpoint/key")).asString());
        Files.writeString(
                folder.resolve("earlier"),
                RestAssured.get(Stack.audit("/checkpoint")).asString());
    }

    @Test
    void a_verifier_in_another_language_finds_every_entry_of_the_running_log()
            throws IOException, InterruptedException {
        Journey journey = new Journey();
        journey.walkToSubmission();
        journey.awaitCovered("applications/" + journey.applicationId);
        assertThat(verify(Stack.audit(""), Stack.running().token("auditor")))
                .contains("checkpoint  audit.registry.example, ", "entries     all ", "grown       from ")
                .endsWith("VERIFIED\n")
                .doesNotContain("NOT VERIFIED");
        assertThat(verify(Stack.audit(""), "")).contains("hashes      all ").endsWith("VERIFIED\n");
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
            assertThat(verify("http://localhost:" + liar.getAddress().getPort(), token))
                    .contains("NOT VERIFIED: entry 0 does not hash to its leaf", "status 1");
        } finally {
            liar.stop(0);
        }
    }

    private String verify(String url, String token) throws IOException, InterruptedException {
        Guide shell = new Guide(
                folder,
                Map.of(
                        "GO111MODULE",
                        "off",
                        "GOPATH",
                        "/usr/share/gocode",
                        "GOCACHE",
                        folder.resolve("cache").toString(),
                        "GOFLAGS",
                        "",
                        "URL",
                        url,
                        "TOKEN",
                        token,
                        "PROGRAM",
                        Guide.ROOT.resolve("verifier/go/verify.go").toString()));
        return shell.run("go run \"$PROGRAM\" \"$URL\" log.key earlier || echo \"status $?\"");
    }
}
