package org.llmregistry.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.llmregistry.benchmarks.Result.Goal;

/// Documents by content hash, looked into and kept in a folder, against a bare server that writes the same bytes into
/// files.
final class UploadBenchmark {

    private static final int MEBIBYTE = 1 << 20;
    private static final int DOCUMENT = 128; // MiB
    private static final int DOCUMENTS = 2; // of a round
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 2; // rounds
    private static final String MEDIA_TYPE = "application/octet-stream";

    private final Fixture fixture;
    private int made;

    UploadBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        fixture.copyDatabase("registry", "registry", "registry_upload");
        Web ours = Web.as(
                fixture.beside(
                        "registry",
                        "registry_upload",
                        Map.of(
                                "REGISTRY_CONTENTS_STORE", "FOLDER",
                                "REGISTRY_CONTENTS_FOLDER", folder("kept").toString(),
                                "REGISTRY_CONTENTS_SPOOL", folder("spool").toString())),
                fixture.vendorToken());
        Process bare = startBare(folder("bare"));
        try {
            Web peer = Web.as("http://localhost:" + port(bare), fixture.vendorToken());
            double[] ourRates = new double[ROUNDS];
            double[] peerRates = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double our = rate(ours);
                double bareRate = rate(peer);
                if (round >= 0) {
                    ourRates[round] = our;
                    peerRates[round] = bareRate;
                }
            }
            return List.of(new Result(
                    "upload of %d MiB documents".formatted(DOCUMENT),
                    inWords(ourRates),
                    inWords(peerRates),
                    Sample.ratios(ourRates, peerRates),
                    Goal.atLeast(0.6)));
        } finally {
            bare.destroy();
            fixture.stack().kill("registry_upload");
            empty(folder("kept"));
            empty(folder("bare"));
        }
    }

    /// MiB in a second; the documents are there before the clock runs, each with bytes of its own.
    private double rate(Web web) {
        double seconds = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            Path document = fixture.file("document");
            String sha256 = make(document, ++made);
            long begin = System.nanoTime();
            web.put("/documents/" + sha256, MEDIA_TYPE, document);
            seconds += (System.nanoTime() - begin) / 1e9;
        }
        return DOCUMENTS * DOCUMENT / seconds;
    }

    private static String make(Path document, int number) {
        byte[] mebibyte = new byte[MEBIBYTE];
        Arrays.fill(mebibyte, (byte) 'x');
        try {
            try (FileChannel file = FileChannel.open(
                    document,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                for (int i = 0; i < DOCUMENT; i++) {
                    byte[] label = "%d %d\n".formatted(number, i).getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(label, 0, mebibyte, 0, label.length);
                    file.write(ByteBuffer.wrap(mebibyte));
                }
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream read = new DigestInputStream(Files.newInputStream(document), digest)) {
                read.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private Process startBare(Path folder) {
        Path libraries = fixture.root().resolve("registry-service/target/quarkus-app/lib/main/*");
        Path classes = fixture.root().resolve("benchmarks/target/classes");
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m", // as the service has
                            "-XX:+UseSerialGC",
                            "-cp",
                            classes + ":" + libraries,
                            BarePut.class.getName(),
                            folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int port(Process bare) {
        try {
            BufferedReader output = bare.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(BarePut.READY)) {
                    return Integer.parseInt(line.substring(BarePut.READY.length()));
                }
            }
            throw new IllegalStateException("the bare server did not start");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(fixture.file("upload-" + name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void empty(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String inWords(double[] rates) {
        return String.format(Locale.ROOT, "%.0f MiB/s", Sample.of(rates).median());
    }
}
