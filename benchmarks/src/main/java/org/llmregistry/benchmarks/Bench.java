package org.llmregistry.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/// What `./bench NAME...` starts. Exit status 0 when every goal holds, 1 when one fails.
public final class Bench {

    private static final Map<String, Function<Fixture, List<Result>>> BENCHMARKS = new TreeMap<>(Map.of(
            "queue", fixture -> new QueueBenchmark(fixture).run(),
            "casework", fixture -> new CaseworkBenchmark(fixture).run(),
            "submission", fixture -> new SubmissionBenchmark(fixture).run(),
            "upload", fixture -> new UploadBenchmark(fixture).run(),
            "append", fixture -> new AppendBenchmark(fixture).run(),
            "acknowledgement", fixture -> new AcknowledgementBenchmark(fixture).run(),
            "proof", fixture -> new ProofBenchmark(fixture).run(),
            "verification", fixture -> new VerificationBenchmark(fixture).run(),
            "whole-log", fixture -> new WholeLogBenchmark(fixture).run(),
            "import", fixture -> new ImportBenchmark(fixture).run()));

    private Bench() {}

    /// @param arguments the checkout's folder, then the names of benchmarks
    public static void main(String[] arguments) {
        java.util.logging.LogManager.getLogManager().reset();
        List<String> names = List.of(arguments).subList(1, arguments.length);
        for (String name : names) {
            if (!BENCHMARKS.containsKey(name)) {
                System.err.printf("bench: there is no benchmark %s, only %s%n", name, BENCHMARKS.keySet());
                System.exit(2);
            }
        }
        Instant begin = Instant.now();
        boolean passed = true;
        try (Fixture fixture = new Fixture(Path.of(arguments[0]))) {
            for (String name : names) {
                Table table =
                        new Table(Objects.requireNonNull(BENCHMARKS.get(name)).apply(fixture));
                System.out.printf("%n%s%n%s%n%n", table, Machine.line());
                passed &= table.results().stream().allMatch(Result::passed);
            }
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            passed = false;
        }
        System.out.printf(
                "%s in %d s%n",
                passed ? "Every goal holds" : "A goal fails",
                Duration.between(begin, Instant.now()).toSeconds());
        System.exit(passed ? 0 : 1);
    }
}
