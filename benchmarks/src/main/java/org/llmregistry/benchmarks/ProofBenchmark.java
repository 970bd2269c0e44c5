package org.llmregistry.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// Proofs of entries of a log with ten million of them, against one with ten thousand, both served at the same time.
final class ProofBenchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 10_000_000;

    private final Fixture fixture;
    private final Random random = new Random(14);

    ProofBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        Web few = serve("audit_few", FEW);
        Web many = serve("audit_many", MANY);
        return List.of(InTurns.compare(
                "proof of an entry, 10,000,000 entries against 10,000",
                () -> prove(many, MANY),
                () -> prove(few, FEW)));
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
}
