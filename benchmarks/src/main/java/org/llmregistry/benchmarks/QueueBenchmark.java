package org.llmregistry.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.llmregistry.benchmarks.Result.Goal;

/// Pages and summary of the queue with a million cases against ten thousand, both served at the same time.
final class QueueBenchmark {

    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 7;
    private static final int REQUESTS = 15;
    private static final int WARM_UP = 400;
    private static final int PAGE = 50;
    private static final int FINGERPRINT_BYTES = 8;
    private static final String OPEN_LONG = LocalDate.now(ZoneOffset.UTC).minusDays(60) + "T00:00:00Z";
    private static final String DUE = LocalDate.now(ZoneOffset.UTC).plusDays(5).toString();

    /// A filter as its query parameters, and the same as SQL.
    private record Filter(String parameters, String condition) {
        boolean byDue() {
            return parameters.contains("dueBefore");
        }
    }

    private static final List<Filter> FILTERS = List.of(
            new Filter("", "TRUE"),
            new Filter("status=SUBMITTED", "status = 'SUBMITTED'"),
            new Filter("forRole=case-officer", "status IN ('ACCEPTED', 'REGIONAL_REVIEW')"),
            new Filter("office=CN-BJ", "office = 'CN-BJ'"),
            new Filter(
                    "office=CN-HI&forRole=case-officer",
                    "office = 'CN-HI' AND status IN ('ACCEPTED', 'REGIONAL_REVIEW')"),
            new Filter("region=CN-SH", "region = 'CN-SH'"),
            new Filter("scheme=EU-GPAI", "scheme_code = 'EU-GPAI'"),
            new Filter("officer=officer-1", "officer = 'officer-1'"),
            new Filter("dueBefore=" + DUE, "due_on < '%s'".formatted(DUE)),
            new Filter("dueBefore=%s&office=CN-BJ".formatted(DUE), "due_on < '%s' AND office = 'CN-BJ'".formatted(DUE)),
            new Filter(
                    "submittedBefore=%s&forRole=intake-officer".formatted(OPEN_LONG),
                    "submitted_at < '%s' AND status = 'SUBMITTED'".formatted(OPEN_LONG)));

    private static final ObjectMapper JSON = new ObjectMapper();
    private final Fixture fixture;

    QueueBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        Web few = serve("review_few", FEW);
        Web many = serve("review_many", MANY);
        List<Result> results = new ArrayList<>();
        warmUp(few);
        warmUp(many);
        for (Filter filter : FILTERS) {
            String first = "/queue?limit=%d&%s".formatted(PAGE, filter.parameters());
            String name = filter.parameters().isEmpty() ? "no filter" : filter.parameters();
            results.add(compare(name + ", first page", many, first, few, first, Goal.atMost(2)));
            long rows = count("review_many", filter);
            results.add(compare(
                    "%s, page %,d".formatted(name, rows / 2 / PAGE),
                    many,
                    halfWay(many, "review_many", first, filter),
                    few,
                    halfWay(few, "review_few", first, filter),
                    Goal.atMost(2)));
        }
        results.add(compare("summary", many, "/queue/summary", few, "/queue/summary", Goal.atMost(1.5)));
        return results;
    }

    private Web serve(String database, int cases) {
        fixture.copyDatabase("review", "review", database);
        try (Connection connection = fixture.connect(database)) {
            CaseData.years(connection, fixture.data(), cases);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        Fixture.say("%,d cases are there".formatted(cases));
        return Web.as(fixture.beside("review", database), fixture.stack().token("officer"));
    }

    /// Also until the server plans each statement once for all (after its fifth run on a connection).
    private static void warmUp(Web web) {
        for (int i = 0; i < WARM_UP; i++) {
            web.get("/queue?limit=%d&%s"
                    .formatted(PAGE, FILTERS.get(i % FILTERS.size()).parameters()));
            web.get("/queue/summary");
        }
    }

    private static Result compare(String name, Web many, String ofMany, Web few, String ofFew, Goal goal) {
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        for (int i = 0; i < REQUESTS; i++) {
            many.get(ofMany);
            few.get(ofFew);
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] slow = new double[REQUESTS];
            double[] fast = new double[REQUESTS];
            for (int i = 0; i < REQUESTS; i++) {
                slow[i] = milliseconds(many, ofMany);
                fast[i] = milliseconds(few, ofFew);
            }
            ours[round] = new Sample(slow).median();
            peer[round] = new Sample(fast).median();
        }
        Result result = new Result(name, inWords(ours), inWords(peer), Sample.ratios(ours, peer), goal);
        Fixture.say("%s: %.2f".formatted(name, result.ratio().median()));
        return result;
    }

    private static double milliseconds(Web web, String path) {
        long begin = System.nanoTime();
        web.get(path);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static String inWords(double[] milliseconds) {
        return String.format(Locale.ROOT, "%.1f ms", new Sample(milliseconds).median());
    }

    private long count(String database, Filter filter) {
        return Long.parseLong(row(database, "SELECT count(*), NULL FROM case_file WHERE " + filter.condition())
                .getFirst());
    }

    /// The page that begins half-way through what the filter finds. A cursor is the fingerprint of its filter and the
    /// place of a row; the fingerprint is that of the first page's cursor. Walking there would take an hour.
    private String halfWay(Web web, String database, String first, Filter filter) {
        JsonNode next = json(web.get(first)).path("nextCursor");
        if (next.isMissingNode()) {
            return first; // one page
        }
        List<String> place = row(
                database,
                "SELECT %s, id FROM case_file WHERE %s ORDER BY 1, 2 OFFSET %d LIMIT 1"
                        .formatted(
                                filter.byDue()
                                        ? "to_char(due_on, 'YYYY-MM-DD')"
                                        : "to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
                                filter.condition(),
                                count(database, filter) / 2));
        byte[] keys = String.join("\u001f", place).getBytes(StandardCharsets.UTF_8);
        byte[] fingerprint = Arrays.copyOf(Base64.getUrlDecoder().decode(next.asText()), FINGERPRINT_BYTES);
        return first
                + "&cursor="
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ByteBuffer.allocate(FINGERPRINT_BYTES + keys.length)
                                .put(fingerprint)
                                .put(keys)
                                .array());
    }

    private List<String> row(String database, String query) {
        try (Connection connection = fixture.connect(database);
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return Arrays.asList(row.getString(1), row.getString(2));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
