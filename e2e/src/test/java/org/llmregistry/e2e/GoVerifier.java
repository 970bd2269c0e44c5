package org.llmregistry.e2e;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `verifier/go/verify.go`, as an outsider runs it.
///
/// @param folder that it works in
record GoVerifier(Path folder) {

    private static final Path GO = Path.of("/usr/bin/go");
    private static final Path LIBRARY = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog");

    boolean isThere() {
        boolean there = Files.isExecutable(GO) && Files.isDirectory(LIBRARY);
        if (!there) {
            System.err.println(
                    "LEFT OUT: the second verifier, because Debian's golang-go and golang-golang-x-mod-dev are missing");
        }
        return there;
    }

    /// The key, and what the log has signed so far.
    void readCheckpoint() throws IOException {
        Files.writeString(
                folder.resolve("log.key"),
                RestAssured.get(Stack.audit("/checkpoint/key")).asString());
        Files.writeString(
                folder.resolve("earlier"),
                RestAssured.get(Stack.audit("/checkpoint")).asString());
    }

    /// @param token an auditor's; without one it reads hashes only
    String verify(String url, String token) throws IOException, InterruptedException {
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
