package org.llmregistry.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.llmregistry.benchmarks.Result.Goal;

/// Proofs of entries of a log with ten million of them, against one with ten thousand, both served at the same time.
final class ProofBenchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 10_000_000;
    private static final int ROUNDS = 7;
    private static final int REQUESTS = 300;
    private static final int WARM_UP = 5000;

    private final Fixture fixture;
    private final Random random = new Random(14);

    ProofBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        Web few = serve("audit_few", FEW);
        Web many = serve("audit_many", MANY);
        for (int i = 0; i < WARM_UP; i++) {
            prove(few, FEW);
            prove(many, MANY);
        }
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] slow = new double[REQUESTS];
            double[] fast = new double[REQUESTS];
            for (int i = 0; i < REQUESTS; i++) {
                slow[i] = prove(many, MANY);
                fast[i] = prove(few, FEW);
            }
            ours[round] = new Sample(slow).median();
            peer[round] = new Sample(fast).median();
        }
        return List.of(new Result(
                "proof of an entry, 10,000,000 entries against 10,000",
                inWords(ours),
                inWords(peer),
                Sample.ratios(ours, peer),
                Goal.atMost(1.5)));
    }

    private Web serve(String database, int entries) {
        fixture.copyDatabase("audit", "audit", database);
        LogData.fill(fixture, database, entries);
        Web web = Web.as(
                fixture.besideAlone(database, Map.of()),
                new FreshToken(() -> fixture.stack().serviceToken("registry")));
        PublishedSize.await(web, entries);
        return web;
    }

    private double prove(Web web, int entries) {
        int index = random.nextInt(entries);
        long begin = System.nanoTime();
        String proof = web.get("/entries/" + index + "/proof");
        double milliseconds = (System.nanoTime() - begin) / 1e6;
        if (!proof.contains("\nindex " + index + "\n") || !proof.contains("\n" + entries + "\n")) {
            throw new IllegalStateException(proof);
        }
        return milliseconds;
    }

    private static String inWords(double[] milliseconds) {
        return String.format(Locale.ROOT, "%.2f ms", new Sample(milliseconds).median());
    }
}
