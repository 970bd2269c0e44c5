package org.llmregistry.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.llmregistry.benchmarks.Result.Goal;

/// Claims and decisions by eight persons at once, over HTTP with real tokens, against the same SQL in eight bare JDBC
/// loops on an identical database. The SQL is what the server's log shows of one claim and one decision of this build.
final class CaseworkBenchmark {

    private static final int PERSONS = 8;
    private static final int ROUNDS = 7;
    private static final int EACH = 25; // cases of a person in a round
    private static final int WARM_UP = 150; // cases of a person
    private static final int TRACED = 3;
    private static final String DECISION =
            "{\"outcome\": \"GRANTED\", \"reasons\": \"As recommended.\", \"conditions\": []}";

    /// @param waitingIn status of the cases that it is done to
    /// @param event     that its transaction records
    private record Act(String name, String role, String waitingIn, String path, String body, String event) {}

    private static final List<Act> ACTS = List.of(
            new Act("claim", "case-officer", "ACCEPTED", "claim", "", "case.claimed"),
            new Act("decide", "decision-maker", "DECISION_PROPOSED", "decision", DECISION, "case.decided"));

    /// Does one act to one case.
    private interface Worker {
        void work(Desk.Case waiting) throws SQLException;
    }

    private final Fixture fixture;

    CaseworkBenchmark(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Result> run() {
        try {
            fixture.copyDatabase("review", "review_desk");
            try (Connection desk = fixture.connect("review_desk")) {
                CaseData.desk(desk, fixture.data(), TRACED + PERSONS * (WARM_UP + ROUNDS * EACH));
            }
            for (String copy : List.of("review_traced", "review_served", "review_bare")) {
                fixture.copyDatabase("review_desk", copy);
            }
            for (Act act : ACTS) {
                for (int i = 0; i < PERSONS; i++) {
                    fixture.stack().addPerson(person(act, i), act.role());
                }
            }
            List<Replayed> traces = trace();
            String service = fixture.reviewService("review_served");
            List<Result> results = new ArrayList<>();
            for (int i = 0; i < ACTS.size(); i++) {
                results.add(compare(ACTS.get(i), service, traces.get(i)));
            }
            return results;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// A transaction of the service, and what it was done to by whom.
    private record Replayed(Trace trace, Desk.Case traced, String person) {}

    private List<Replayed> trace() throws SQLException {
        fixture.sql("postgres", "ALTER ROLE review_app SET log_statement = 'all'");
        String service = fixture.reviewService("review_traced");
        List<Replayed> traces = new ArrayList<>();
        for (Act act : ACTS) {
            Web web = Web.as(service, fixture.stack().token(person(act, 0)));
            Desk.Case last = null;
            for (Desk.Case waiting : desk("review_traced", act).take(TRACED)) { // the first ones fill caches
                perform(web, act, waiting);
                last = waiting;
            }
            Trace trace = Trace.newestWith(act.event(), fixture.serverLog());
            Fixture.say(
                    "%s: %d statements".formatted(act.name(), trace.statements().size()));
            traces.add(new Replayed(trace, Objects.requireNonNull(last), subject(web.token())));
        }
        fixture.stack().kill("review_traced");
        fixture.sql("postgres", "ALTER ROLE review_app RESET log_statement");
        return traces;
    }

    private Result compare(Act act, String service, Replayed replayed) throws SQLException {
        List<Worker> overHttp = new ArrayList<>();
        List<Worker> bare = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < PERSONS; i++) {
            Web web = Web.as(service, fixture.stack().token(person(act, i)));
            overHttp.add(waiting -> perform(web, act, waiting));
            Connection connection = fixture.connect("review_bare");
            connections.add(connection);
            Replay replay =
                    new Replay(connection, replayed.trace(), replayed.traced(), replayed.person(), person(act, i));
            bare.add(replay::run);
        }
        Desk served = desk("review_served", act);
        Desk unserved = desk("review_bare", act);
        perSecond(overHttp, served, WARM_UP);
        perSecond(bare, unserved, WARM_UP);
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = perSecond(overHttp, served, EACH);
            peer[round] = perSecond(bare, unserved, EACH);
        }
        for (Connection connection : connections) {
            connection.close();
        }
        return new Result(
                "%s, %d clients".formatted(act.name(), PERSONS),
                inWords(ours),
                inWords(peer),
                Sample.ratios(ours, peer),
                Goal.atLeast(0.6));
    }

    /// All workers at once, each on its own cases.
    private static double perSecond(List<Worker> workers, Desk desk, int each) {
        List<List<Desk.Case>> shares = IntStream.range(0, workers.size())
                .mapToObj(i -> desk.take(each))
                .toList();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers.size())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers.size(); i++) {
                Worker worker = workers.get(i);
                List<Desk.Case> share = shares.get(i);
                running.add(threads.submit(() -> {
                    for (Desk.Case waiting : share) {
                        worker.work(waiting);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        return workers.size() * each / ((System.nanoTime() - begin) / 1e9);
    }

    private static void perform(Web web, Act act, Desk.Case waiting) {
        web.post("/cases/%s/%s".formatted(waiting.id(), act.path()), waiting.id(), act.body());
    }

    private Desk desk(String database, Act act) throws SQLException {
        try (Connection connection = fixture.connect(database)) {
            return Desk.in(connection, act.waitingIn());
        }
    }

    private static String person(Act act, int number) {
        return "bench-%s-%d".formatted(act.role(), number);
    }

    /// `sub` of a token, read without a check: it is our own.
    private static String subject(String token) {
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.replaceAll(".*\"sub\":\"([^\"]+)\".*", "$1");
    }

    private static String inWords(double[] perSecond) {
        return String.format(Locale.ROOT, "%.0f/s", new Sample(perSecond).median());
    }
}
