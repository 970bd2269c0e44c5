package org.llmregistry.audit.checkpoint;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.llmregistry.audit.series.AuditLog;
import org.llmregistry.verifier.VerifierKey;
import org.llmregistry.witness.Serve;

/// Two witnesses, of which one is enough. Tests live in another class loader, so they stop and start them over HTTP.
public class WitnessResource implements QuarkusTestResourceLifecycleManager {

    private static final String ORIGIN = "audit.registry.example";
    private static final AuditLog FIRST = new AuditLog(AuditLog.FIRST, "", ORIGIN);
    private static final String SEED = "bCQTiIuZ4kretS8+BNd5vOIlEo+Qcu5k3lBrwy751/w="; // of application.properties
    private final HttpServer[] witnesses = new HttpServer[2];
    private HttpServer control;
    private Path folder;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("witnesses");
            Files.write(logs(), List.of(keyOf(FIRST), keyOf(ofThisYear())));
            StringBuilder policy = new StringBuilder();
            for (int i = 0; i < witnesses.length; i++) {
                witnesses[i] = serve(i, 0);
                policy.append("witness w%d %s http://localhost:%d\n"
                        .formatted(
                                i + 1,
                                Serve.key(name(i), seed(i)),
                                witnesses[i].getAddress().getPort()));
            }
            policy.append("group enough 1 w1 w2\nquorum enough\n");
            Path file = Files.writeString(folder.resolve("policy"), policy);
            control = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            control.createContext("/", exchange -> {
                String[] command = exchange.getRequestURI().getPath().split("/"); // /stop/1 or /start/1
                int witness = Integer.parseInt(command[2]) - 1;
                if (command[1].equals("stop")) {
                    witnesses[witness].stop(0);
                } else {
                    witnesses[witness] =
                            serve(witness, witnesses[witness].getAddress().getPort());
                }
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            control.start();
            return Map.of(
                    "audit.witnesses.policy",
                    file.toString(),
                    "testing.witnesses",
                    "http://localhost:" + control.getAddress().getPort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpServer serve(int witness, int port) throws IOException {
        return Serve.start(port, name(witness), seed(witness), folder.resolve(name(witness)), logs());
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    /// The log that follows on the test's when a test makes that one a year older.
    private static AuditLog ofThisYear() {
        String year = String.valueOf(OffsetDateTime.now(ZoneOffset.UTC).getYear());
        return new AuditLog((short) 2, year, ORIGIN + "/" + year);
    }

    private static String keyOf(AuditLog log) {
        return LogKey.ofSeed(
                        log.origin(), LogKeys.seedOf(log, Base64.getDecoder().decode(SEED)))
                .verifierKey();
    }

    private static String name(int witness) {
        return "witness.example." + (witness + 1);
    }

    private static byte[] seed(int witness) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) witness);
        return seed;
    }

    /// Keys that auditors would have.
    static List<VerifierKey> keys() {
        return List.of(VerifierKey.parse(Serve.key(name(0), seed(0))), VerifierKey.parse(Serve.key(name(1), seed(1))));
    }

    @Override
    public void stop() {
        control.stop(0);
        for (HttpServer witness : witnesses) {
            witness.stop(0);
        }
    }
}
