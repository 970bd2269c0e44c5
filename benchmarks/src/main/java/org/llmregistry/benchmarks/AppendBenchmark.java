package org.llmregistry.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmregistry.benchmarks.Result.Goal;

/// Events that the log has acknowledged, so that they are durable, against inserts of the same bytes into a table that
/// promises nothing: batches of 256 against statements of 100 rows, single events against single rows.
final class AppendBenchmark {

    private static final int BATCH = 256;
    private static final int ROWS = 100; // of a raw insert
    private static final int SINGLE_CLIENTS = 32;
    private static final int PEER_CLIENTS = 8;
    private static final int ROUNDS = 7;
    private static final int BATCHES = 20; // of a client in a round
    private static final int BATCH_CLIENTS = 2; // registry and review send one batch at a time
    private static final int SINGLES = 60; // of a client in a round
    private static final int WARM_UP = 60; // rounds: with fewer the compiler of the JVM takes half of the cores
    private static final String FACTS =
            "\"vendorId\": \"%1$s\", \"modelVersionId\": \"%1$s\", \"scheme\": \"CN-2024/1\", \"track\": \"FILING\", \"kind\": \"INITIAL\"";

    private final Fixture fixture;

    AppendBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        fixture.copyDatabase("audit", "audit", "audit_append");
        fixture.sql("audit_append", """
                CREATE TABLE raw (id uuid PRIMARY KEY, body bytea NOT NULL)""");
        FreshToken token = new FreshToken(() -> fixture.stack().serviceToken("registry"));
        String url = fixture.besideAlone("audit_append", Map.of());
        try {
            List<Result> results = new ArrayList<>();
            results.add(batches(url, token));
            results.add(singles(url, token));
            storage();
            return results;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Result batches(String url, FreshToken token) throws SQLException {
        Crew<Integer> ours = crew(BATCH_CLIENTS, url, token, BATCH);
        try (Connection connection = fixture.connect("audit_append")) {
            PreparedStatement insert = connection.prepareStatement("INSERT INTO raw SELECT * FROM unnest(?, ?)");
            connection.setAutoCommit(true);
            Crew<Integer> peer = new Crew<>(List.of(round -> {
                UUID[] ids = Stream.generate(TimeOrderedId::next).limit(ROWS).toArray(UUID[]::new);
                byte[][] bodies = IntStream.range(0, ROWS)
                        .mapToObj(i -> event(TimeOrderedId.next().toString(), 1).getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
                insert.setArray(1, connection.createArrayOf("uuid", ids));
                insert.setArray(2, connection.createArrayOf("bytea", bodies));
                insert.executeUpdate();
            }));
            int peerStatements = BATCHES * BATCH_CLIENTS * BATCH / ROWS;
            return compare(
                    "append in batches of 256, %d clients".formatted(BATCH_CLIENTS),
                    () -> ours.perSecond(forever(), BATCHES) * BATCH,
                    () -> peer.perSecond(forever(), peerStatements) * ROWS,
                    Goal.atLeast(0.4));
        }
    }

    private Result singles(String url, FreshToken token) throws SQLException {
        Crew<Integer> ours = crew(SINGLE_CLIENTS, url, token, 1);
        List<Connection> connections = new ArrayList<>();
        List<Crew.Worker<Integer>> inserting = new ArrayList<>();
        for (int i = 0; i < PEER_CLIENTS; i++) {
            Connection connection = fixture.connect("audit_append");
            connections.add(connection);
            PreparedStatement insert = connection.prepareStatement("INSERT INTO raw VALUES (?, ?)");
            inserting.add(round -> {
                insert.setObject(1, TimeOrderedId.next());
                insert.setBytes(2, event(TimeOrderedId.next().toString(), 1).getBytes(StandardCharsets.UTF_8));
                insert.executeUpdate();
            });
        }
        Crew<Integer> peer = new Crew<>(inserting);
        Result result = compare(
                "append one by one, %d clients against %d".formatted(SINGLE_CLIENTS, PEER_CLIENTS),
                () -> ours.perSecond(forever(), SINGLES),
                () -> peer.perSecond(forever(), SINGLES * SINGLE_CLIENTS / PEER_CLIENTS),
                Goal.atLeast(1.0));
        for (Connection connection : connections) {
            connection.close();
        }
        return result;
    }

    private static Crew<Integer> crew(int clients, String url, FreshToken token, int events) {
        return new Crew<>(Collections.nCopies(clients, Web.as(url, token)).stream()
                .map(web -> (Crew.Worker<Integer>) round -> web.append(batch(events)))
                .toList());
    }

    private interface Measure {
        double perSecond();
    }

    private static Result compare(String name, Measure ours, Measure peer, Goal goal) {
        for (int i = 0; i < WARM_UP; i++) {
            ours.perSecond();
            peer.perSecond();
        }
        double[] first = new double[ROUNDS];
        double[] second = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            first[round] = ours.perSecond();
            second[round] = peer.perSecond();
        }
        Result result = new Result(name, inWords(first), inWords(second), Sample.ratios(first, second), goal);
        Fixture.say("%s: %.2f".formatted(name, result.ratio().median()));
        return result;
    }

    private void storage() throws SQLException {
        fixture.sql("audit_append", "VACUUM ANALYZE");
        try (Connection connection = fixture.connect("audit_append");
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        SELECT count(*), (pg_total_relation_size('entry') + pg_total_relation_size('tile')) / count(*),
                               sum(octet_length(body)) / count(*) FROM entry""")) {
            row.next();
            Fixture.say("storage: %,d entries, %d bytes each with indexes and tiles, of which %d are the leaf"
                    .formatted(row.getLong(1), row.getLong(2), row.getLong(3)));
        }
    }

    /// Of new subjects, eight events each.
    static String batch(int events) {
        StringBuilder batch = new StringBuilder("[");
        String subject = TimeOrderedId.next().toString();
        for (int i = 0; i < events; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append(event(i % 8 == 0 ? subject = TimeOrderedId.next().toString() : subject, i % 8 + 1));
        }
        return batch.append("]").toString();
    }

    /// As registry-service records them.
    private static String event(String subject, int sequence) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/registry-service", "type": "application.progressed", "subject": "applications/%s",
                "sequence": %d, "time": "2026-11-26T08:30:00.123456Z", "datacontenttype": "application/json", "data": {"actor": "system",
                "from": "DRAFT", "to": "SUBMITTED", "requestId": "%s", %s}}""".formatted(TimeOrderedId.next(), subject, sequence, TimeOrderedId.next(), FACTS.formatted(subject));
    }

    private static Iterator<Integer> forever() {
        return Stream.iterate(0, i -> i + 1).iterator();
    }

    private static String inWords(double[] perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", new Sample(perSecond).median());
    }
}
