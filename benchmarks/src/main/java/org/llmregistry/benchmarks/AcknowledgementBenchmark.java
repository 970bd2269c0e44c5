package org.llmregistry.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.llmregistry.benchmarks.Result.Goal;

/// 2,000 events a second, in batches that are due at fixed moments whether or not the one before was answered: how long
/// after its moment a batch is acknowledged, and how long until a checkpoint covers it.
final class AcknowledgementBenchmark {

    private static final int EVENTS_PER_SECOND = 2_000;
    private static final int BATCH = 16;
    private static final long INTERVAL = 1_000_000_000L * BATCH / EVENTS_PER_SECOND;
    private static final int SECONDS = 8; // of a round
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3; // rounds
    private static final int SENDERS = 32;
    private static final double MOST_MILLISECONDS = 250; // until acknowledged, 99 of 100
    private static final double MOST_SECONDS = 2; // until published, all
    private static final String DATABASE = "audit_steady";

    private final Fixture fixture;

    AcknowledgementBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    private record Round(double acknowledged99, double acknowledged50, double publishedLast) {}

    List<Result> run() {
        fixture.copyDatabase("audit", "audit", DATABASE);
        FreshToken token = new FreshToken(() -> fixture.stack().serviceToken("registry"));
        Web log = Web.as(fixture.besideAlone(DATABASE, Map.of()), token);
        for (int i = 0; i < WARM_UP; i++) {
            round(log);
        }
        double[] acknowledged = new double[ROUNDS];
        double[] published = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Round round = round(log);
            acknowledged[i] = round.acknowledged99();
            published[i] = round.publishedLast();
            Fixture.say("round %d: acknowledged after %.1f ms (median), %.1f ms (99 of 100); all published after %.2f s"
                    .formatted(i + 1, round.acknowledged50(), round.acknowledged99(), round.publishedLast()));
        }
        return List.of(
                new Result(
                        "99 of 100 acknowledged, 2,000 events/s",
                        inWords(acknowledged, "ms"),
                        "%.0f ms allowed".formatted(MOST_MILLISECONDS),
                        Sample.ratios(acknowledged, constant(MOST_MILLISECONDS)),
                        Goal.atMost(1)),
                new Result(
                        "all published, 2,000 events/s",
                        inWords(published, "s"),
                        "%.0f s allowed".formatted(MOST_SECONDS),
                        Sample.ratios(published, constant(MOST_SECONDS)),
                        Goal.atMost(1)));
    }

    private static Round round(Web log) {
        int batches = SECONDS * EVENTS_PER_SECOND / BATCH;
        long[] acknowledgedAt = new long[batches];
        long[] covered = new long[batches]; // size that a checkpoint needs
        List<Seen> seen = new ArrayList<>();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int first = sender;
                running.add(threads.submit(() -> {
                    for (int batch = first; batch < batches; batch += SENDERS) {
                        waitUntil(begin + batch * INTERVAL);
                        covered[batch] = lastIndex(log.append(AppendBenchmark.batch(BATCH))) + 1;
                        acknowledgedAt[batch] = System.nanoTime();
                    }
                }));
            }
            while (running.stream().anyMatch(sender -> !sender.isDone())) {
                look(log, seen);
            }
            for (Future<?> sender : running) {
                sender.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        long all = Arrays.stream(covered).max().orElseThrow();
        while (seen.isEmpty() || seen.getLast().size() < all) {
            look(log, seen);
        }
        double[] waits = new double[batches];
        double last = 0;
        for (int batch = 0; batch < batches; batch++) {
            waits[batch] = (acknowledgedAt[batch] - begin - batch * INTERVAL) / 1e6;
            long size = covered[batch];
            long published = seen.stream()
                    .filter(checkpoint -> checkpoint.size() >= size)
                    .findFirst()
                    .orElseThrow()
                    .at();
            last = Math.max(last, (published - acknowledgedAt[batch]) / 1e9);
        }
        Sample sample = new Sample(waits);
        return new Round(sample.values()[batches * 99 / 100], sample.median(), last);
    }

    /// When a checkpoint of that size was seen first.
    private record Seen(long size, long at) {}

    private static void look(Web log, List<Seen> seen) {
        long size = PublishedSize.of(log);
        if (seen.isEmpty() || seen.getLast().size() < size) {
            seen.add(new Seen(size, System.nanoTime()));
        }
        LockSupport.parkNanos(20_000_000);
    }

    private static void waitUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long lastIndex(String receipts) {
        int at = receipts.lastIndexOf("\"index\":") + "\"index\":".length();
        return Long.parseLong(receipts.substring(at).replaceFirst("(?s)[^0-9].*", ""));
    }

    private static double[] constant(double value) {
        double[] values = new double[ROUNDS];
        Arrays.fill(values, value);
        return values;
    }

    private static String inWords(double[] values, String unit) {
        return String.format(Locale.ROOT, "%.2f %s", new Sample(values).median(), unit);
    }
}
