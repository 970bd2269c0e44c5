package org.llmregistry.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.llmregistry.benchmarks.Result.Goal;

/// Acts over HTTP with real tokens, against the same SQL in as many bare JDBC loops on an identical database. The
/// SQL is what the server's log shows of one act of this build.
final class SameSql {

    static final int CLIENTS = 8;
    private static final int ROUNDS = 7;
    private static final int EACH = 100; // items of a client in a round
    private static final int WARM_UP = 3000; // items of a client: the compiler needs a minute; both databases age alike
    private static final int TRACED = 3;
    static final int ITEMS = TRACED + CLIENTS * (WARM_UP + ROUNDS * EACH);

    /// A transaction of the service, and whom and what it was about.
    private record Traced(Trace trace, Map<String, String> item, String person) {}

    private final Fixture fixture;
    private final String service;
    private final Goal goal;

    /// @param service `registry` or `review`
    SameSql(Fixture fixture, String service, Goal goal) {
        this.fixture = fixture;
        this.service = service;
        this.goal = goal;
    }

    /// @param database with [#ITEMS] items waiting for each act
    List<Result> compare(String database, List<Act> acts) throws SQLException {
        for (String copy : List.of("traced", "served", "bare")) {
            fixture.copyDatabase(service, database, service + "_" + copy);
        }
        List<Traced> traces = trace(acts);
        String served = fixture.beside(service, service + "_served");
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            results.add(compare(acts.get(i), served, traces.get(i)));
        }
        return results;
    }

    private List<Traced> trace(List<Act> acts) throws SQLException {
        fixture.sql("postgres", "ALTER ROLE %s_app SET log_statement = 'all'".formatted(service));
        String url = fixture.beside(service, service + "_traced");
        List<Traced> traces = new ArrayList<>();
        for (Act act : acts) {
            String token = act.token().apply(0);
            Web web = Web.as(url, token);
            List<Map<String, String>> items = Crew.take(waiting("traced", act), TRACED);
            items.forEach(item -> act.perform(web, item)); // the first ones fill caches
            Trace trace = Trace.newestWith(act.event(), fixture.serverLog());
            Fixture.say(
                    "%s: %d statements".formatted(act.name(), trace.statements().size()));
            traces.add(new Traced(trace, items.getLast(), subject(token)));
        }
        fixture.stack().kill(service + "_traced");
        fixture.sql("postgres", "ALTER ROLE %s_app RESET log_statement".formatted(service));
        return traces;
    }

    private Result compare(Act act, String url, Traced traced) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        List<Crew.Worker<Map<String, String>>> overHttp = new ArrayList<>();
        List<Crew.Worker<Map<String, String>>> bare = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            FreshToken token = new FreshToken(() -> act.token().apply(client));
            String person = subject(token.get());
            Web web = Web.as(url, token);
            overHttp.add(item -> act.perform(web, item));
            Connection connection = fixture.connect(service + "_bare");
            connections.add(connection);
            Replay replay = new Replay(connection, traced.trace());
            bare.add(item -> {
                Map<String, String> renamed = Desk.renamed(traced.item(), item);
                renamed.put(traced.person(), person);
                replay.run(renamed);
            });
        }
        Iterator<Map<String, String>> served = waiting("served", act);
        Iterator<Map<String, String>> unserved = waiting("bare", act);
        Crew<Map<String, String>> ourCrew = new Crew<>(overHttp);
        Crew<Map<String, String>> peerCrew = new Crew<>(bare);
        ourCrew.perSecond(served, WARM_UP);
        peerCrew.perSecond(unserved, WARM_UP);
        double[] ours = new double[ROUNDS];
        double[] peer = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ours[round] = ourCrew.perSecond(served, EACH);
            peer[round] = peerCrew.perSecond(unserved, EACH);
        }
        for (Connection connection : connections) {
            connection.close();
        }
        Result result = new Result(
                "%s, %d clients".formatted(act.name(), CLIENTS),
                inWords(ours),
                inWords(peer),
                Sample.ratios(ours, peer),
                goal);
        Fixture.say("%s: %.2f".formatted(act.name(), result.ratio().median()));
        return result;
    }

    private Iterator<Map<String, String>> waiting(String copy, Act act) throws SQLException {
        try (Connection connection = fixture.connect(service + "_" + copy)) {
            return Desk.of(connection, act.waiting());
        }
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
