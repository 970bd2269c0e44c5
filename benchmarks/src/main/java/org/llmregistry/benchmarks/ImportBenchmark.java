package org.llmregistry.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.llmregistry.benchmarks.Result.Goal;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/// A list of a million models over HTTP, from its first byte to the report of its last row, against a COPY of the rows
/// that it made into the same table, with the same indexes, in a copy of the same database.
final class ImportBenchmark {

    private static final int ROWS = Integer.getInteger("bench.import.rows", 1_000_000);
    private static final int WARM_UP = 40_000;
    private static final int ROUNDS = Integer.getInteger("bench.import.rounds", 3);
    private static final int POLL_MILLIS = 250;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final double MOST_GROWTH = 64;
    private static final String DECIDED = "registry_decided"; // the template: the real decisions are in
    private static final String LISTED = "registry_listed";
    private static final String COPIED = "registry_copied";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Fixture fixture;
    private final List<Long> growths = new ArrayList<>();

    ImportBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    /// @param warmUp the same rows for both, before the clock runs
    /// @param rows   what is measured
    private record Lists(Path warmUp, Path rows) {}

    List<Result> run() {
        Lists lists = new Lists(fixture.file("warm-up.csv"), fixture.file("list.csv"));
        Lists copies = new Lists(fixture.file("warm-up.copy"), fixture.file("list.copy"));
        prepare(lists);
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        double[] growth = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = importList(lists, copies, round == 0);
            peer[round] = copyRows(copies);
            growth[round] = growths.get(round) / MEBIBYTE;
            Fixture.say("round %d: import %.1f s, COPY %.1f s, memory +%.0f MiB"
                    .formatted(round + 1, ours[round], peer[round], growth[round]));
        }
        double[] limit = new double[ROUNDS];
        Arrays.fill(limit, MOST_GROWTH);
        return List.of(
                new Result(
                        "import of %,d rows".formatted(ROWS),
                        inWords(ours, "s"),
                        inWords(peer, "s"),
                        Sample.ratios(peer, ours),
                        Goal.atLeast(0.5)),
                new Result(
                        "memory it takes more",
                        inWords(growth, "MiB"),
                        "%.0f MiB allowed".formatted(MOST_GROWTH),
                        Sample.ratios(growth, limit),
                        Goal.atMost(1)));
    }

    private void prepare(Lists lists) {
        try (Connection connection = fixture.connect("postgres")) {
            ModelList.write(connection, fixture.data(), lists.warmUp(), "warm-up", ROWS + 1, WARM_UP);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        try (Connection connection = fixture.connect("postgres")) {
            ModelList.write(connection, fixture.data(), lists.rows(), "list", 1, ROWS);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        fixture.copyDatabase("registry", "registry", DECIDED);
        await(serve(DECIDED), DECIDED, fixture.data().resolve("approvals-cn.csv"), "EARLIER_DECISIONS");
        fixture.stack().kill(DECIDED);
        fixture.sql(DECIDED, "VACUUM ANALYZE");
    }

    private double importList(Lists lists, Lists copies, boolean keepRows) {
        fixture.copyDatabase("registry", DECIDED, LISTED);
        String service = serve(LISTED);
        await(service, LISTED, lists.warmUp(), "KNOWN_MODELS");
        fixture.sql(LISTED, "CHECKPOINT");
        long before = fixture.residentBytes(LISTED);
        long begin = System.nanoTime();
        Imported done = await(service, LISTED, lists.rows(), "KNOWN_MODELS");
        double seconds = (System.nanoTime() - begin) / 1e9;
        growths.add(done.mostBytes() - before);
        Fixture.say("uploaded in %.1f s; %s".formatted(done.uploadSeconds(), done.figures()));
        if (keepRows) {
            keep("warm-up", copies.warmUp());
            keep("list", copies.rows());
        }
        fixture.stack().kill(LISTED);
        fixture.sql("postgres", "DROP DATABASE " + LISTED);
        return seconds;
    }

    private double copyRows(Lists copies) {
        fixture.copyDatabase("registry", DECIDED, COPIED);
        copyIn(copies.warmUp());
        fixture.sql(COPIED, "CHECKPOINT");
        long begin = System.nanoTime();
        copyIn(copies.rows());
        double seconds = (System.nanoTime() - begin) / 1e9;
        fixture.sql("postgres", "DROP DATABASE " + COPIED);
        return seconds;
    }

    private record Imported(double uploadSeconds, String figures, long mostBytes) {}

    private Imported await(String service, String database, Path list, String kind) {
        Web web = Web.as(service, fixture.stack().token("registrar"));
        long begin = System.nanoTime();
        String path = "/imports/"
                + read(web.upload("/imports?kind=" + kind, "text/csv", list))
                        .get("id")
                        .asText();
        double uploaded = (System.nanoTime() - begin) / 1e9;
        long most = 0;
        JsonNode view = read(web.get(path));
        while (view.get("status").asText().equals("RUNNING")) {
            pause();
            most = Math.max(most, fixture.residentBytes(database));
            view = read(web.get(path));
        }
        if (!view.get("status").asText().equals("DONE")) {
            throw new IllegalStateException(view.toString());
        }
        return new Imported(
                uploaded,
                "%s created, %s updated, %s unchanged, %s rejected, %s reported"
                        .formatted(
                                view.get("created"),
                                view.get("updated"),
                                view.get("unchanged"),
                                view.get("rejected"),
                                view.get("reported")),
                most);
    }

    private String serve(String database) {
        return fixture.beside("registry", database, Map.of("REGISTRY_IMPORTS_MAX_SIZE", "512M"));
    }

    /// The rows that the import made, as COPY writes them; what joined an entry that was there is left out.
    private void keep(String source, Path file) {
        try (Connection connection = fixture.connect(LISTED);
                OutputStream rows = Files.newOutputStream(file)) {
            new CopyManager(connection.unwrap(BaseConnection.class)).copyOut("""
                    COPY (SELECT * FROM register_entry e WHERE listing_source = '%s'
                      AND NOT EXISTS (SELECT FROM entry_licence l WHERE l.entry_id = e.id)) TO STDOUT
                    """.formatted(source), rows);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void copyIn(Path file) {
        try (Connection connection = fixture.connect(COPIED);
                InputStream rows = Files.newInputStream(file)) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn("COPY register_entry FROM STDIN", rows, 65536);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String inWords(double[] values, String unit) {
        return String.format(Locale.ROOT, "%.1f %s", Sample.of(values).median(), unit);
    }
}
