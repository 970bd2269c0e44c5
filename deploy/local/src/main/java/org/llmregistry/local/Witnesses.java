package org.llmregistry.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmregistry.witness.Serve;

/// Two witnesses of the log, one of which must have seen a checkpoint before it is public. Real ones belong to others:
/// these show how it works.
record Witnesses(Path root, Path home, Ports ports, Secrets secrets) {

    private static final String ORIGIN = "audit.registry.example";

    Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("witness-1", part("witness-1", ports.firstWitness()));
        parts.put("witness-2", part("witness-2", ports.secondWitness()));
        return parts;
    }

    /// Whose cosignatures the log wants (c2sp.org/tlog-policy).
    Path policy() {
        return home.resolve("witness-policy");
    }

    /// The files that the log and the witnesses read.
    void prepare() {
        try {
            Files.createDirectories(home);
            if (!Files.exists(logs())) {
                Files.writeString(logs(), Serve.logKey(ORIGIN, seed("audit_log_key")) + "\n");
            }
            Files.writeString(policy(), """
                    witness witness-1 %s http://localhost:%d/
                    witness witness-2 %s http://localhost:%d/
                    group one-of-two any witness-1 witness-2
                    quorum one-of-two
                    """.formatted(
                            Serve.key("witness-1", seed("witness-1")),
                            ports.firstWitness(),
                            Serve.key("witness-2", seed("witness-2")),
                            ports.secondWitness()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The log of the next year too: a witness that does not know it would let it publish nothing.
    ///
    /// @param logs as audit-service lists them
    void learn(JsonNode logs) {
        StringBuilder keys = new StringBuilder();
        logs.forEach(log -> keys.append(log.get("key").asText()).append('\n'));
        try {
            Files.writeString(logs(), keys);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Part part(String name, int port) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                root.resolve("verifier/target/verifier.jar").toString(),
                Serve.class.getName(),
                String.valueOf(port),
                home.resolve(name).toString(),
                logs().toString());
        return new Part(name, home, command, Map.of("WITNESS_NAME", name, "WITNESS_KEY", secrets.seed(name)));
    }

    private Path logs() {
        return home.resolve("witnessed-logs");
    }

    private byte[] seed(String name) {
        return Base64.getDecoder().decode(secrets.seed(name));
    }
}
