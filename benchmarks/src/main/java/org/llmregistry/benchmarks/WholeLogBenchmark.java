package org.llmregistry.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.llmregistry.benchmarks.Result.Goal;

/// `java -jar verifier.jar log` over a copy of the whole log, start of the JVM included: it hashes every entry, makes
/// every tile anew and walks every history. The peer copies the same rows out of the database and looks at nothing.
final class WholeLogBenchmark {

    private static final int ENTRIES = 1_000_000;
    private static final int ROUNDS = 7;
    private static final String DATABASE = "audit_whole";

    private final Fixture fixture;

    WholeLogBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        fixture.copyDatabase("audit", "audit", DATABASE);
        LogData.fill(fixture, DATABASE, ENTRIES);
        Path copy = fixture.file("whole-log");
        Path key = fixture.file("whole-log.key");
        Web log = Web.as(
                fixture.besideAlone(DATABASE, Map.of("AUDIT_EXPORT_FOLDER", copy.toString())),
                new FreshToken(() -> fixture.stack().serviceToken("registry")));
        PublishedSize.await(log, ENTRIES);
        try {
            Files.writeString(key, log.get("/checkpoint/key"));
            awaitCopy(copy.resolve("checkpoint"));
            double[] ours = new double[ROUNDS];
            double[] peer = new double[ROUNDS];
            verify(key, copy);
            copyOut();
            for (int round = 0; round < ROUNDS; round++) {
                ours[round] = verify(key, copy);
                peer[round] = copyOut();
            }
            return List.of(new Result(
                    "verification of a whole log, %,d entries, against COPY OUT".formatted(ENTRIES),
                    inWords(ours),
                    inWords(peer),
                    Sample.ratios(peer, ours),
                    Goal.atLeast(0.3)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The checkpoint is the last file that the export writes.
    private static void awaitCopy(Path checkpoint) throws IOException {
        while (!Files.exists(checkpoint) || !Files.readString(checkpoint).contains("\n" + ENTRIES + "\n")) {
            LockSupport.parkNanos(100_000_000);
        }
        Fixture.say("the copy is there");
    }

    private double verify(Path key, Path copy) throws IOException {
        long begin = System.nanoTime();
        Process verifier = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        fixture.root().resolve("verifier/target/verifier.jar").toString(),
                        "log",
                        key.toString(),
                        copy.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (!output.endsWith("\nVERIFIED\n")) {
            throw new IllegalStateException(output);
        }
        return seconds;
    }

    private double copyOut() {
        long begin = System.nanoTime();
        fixture.sql(DATABASE, "COPY entry TO '/dev/null' (FORMAT binary)");
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String inWords(double[] seconds) {
        return String.format(Locale.ROOT, "%.2f s", new Sample(seconds).median());
    }
}
