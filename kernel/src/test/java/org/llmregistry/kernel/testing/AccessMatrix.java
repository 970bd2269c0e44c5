package org.llmregistry.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.llmregistry.kernel.testing.AccessTable.Row;
import org.llmregistry.kernel.testing.Calls.Call;
import org.llmregistry.kernel.testing.Calls.Reply;

/// Every operation of the contract as everybody, in every state: what [AccessTable] says, and nothing of another
/// vendor's in any answer. A service's `AccessMatrixTest` extends it and makes the things.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AccessMatrix implements Calls.Filling {

    private static final String VENDOR = "vendor";
    private static final int AT_ONCE = 8;
    private static final Map<Integer, String> PROBLEMS = Map.of(401, "unauthenticated", 403, "forbidden");

    private enum Who {
        WITHOUT_TOKEN,
        HOLDER,
        OTHER_VENDOR,
        VENDOR_OF_NOTHING,
        ROLE
    }

    private record Person(Who who, String role, String token) {
        @Override
        public String toString() {
            return who == Who.ROLE ? role : who.name();
        }
    }

    /// One operation, called by one person, about a thing in one state.
    private record Cell(Row row, Call call, Person person, String state) {

        boolean isOfAnotherVendor() {
            return person.who() == Who.OTHER_VENDOR && row.isAboutAThing() && !row.isForEverybody();
        }

        boolean isList() {
            return person.who() == Who.OTHER_VENDOR && !row.isAboutAThing() && call.isRead();
        }

        boolean isAllowed() {
            return row.isForEverybody()
                    || (person.who() != Who.WITHOUT_TOKEN
                            && row.openTo().contains(person.role())
                            && person.who() != Who.VENDOR_OF_NOTHING
                            && !isOfAnotherVendor());
        }

        Set<Integer> expected() {
            if (isAllowed()) {
                return Set.of(row.answerIn(state));
            }
            if (person.who() == Who.WITHOUT_TOKEN) {
                return Set.of(401);
            }
            if (!row.openTo().contains(person.role())) {
                return Set.of(403);
            }
            return isOfAnotherVendor() ? Set.of(404) : Set.of(403, 404);
        }

        @Override
        public String toString() {
            return "%s as %s, %s %s".formatted(row.operation(), person, row.about(), state);
        }
    }

    private final Map<String, Thing> shared = new ConcurrentHashMap<>();
    private final Map<String, Thing> others = new ConcurrentHashMap<>();
    private final Map<String, Reply> nowhere = new ConcurrentHashMap<>();
    private final Calls calls = new Calls();
    private final AccessTable table;

    protected AccessMatrix(String service) {
        this.table = AccessTable.of(service);
    }

    /// The vendor whose things the others try to reach.
    protected abstract UUID holder();

    protected abstract UUID otherVendor();

    /// States that a thing of this kind can have.
    protected abstract List<String> statesOf(String about);

    /// A new thing of this vendor in this state.
    protected abstract Thing make(String about, String state, UUID vendor);

    /// All that an operation could have changed in the thing.
    protected abstract String snapshot(String about, Thing thing);

    @AfterAll
    void close() {
        calls.close();
    }

    @Test
    void every_operation_of_the_contract_stands_in_the_table() {
        assertThat(table.rows().keySet()).isEqualTo(calls.operations());
    }

    @Test
    void every_cell_answers_as_the_table_says() {
        Map<String, String> before = snapshots();
        assertThat(faults(cell -> true, reply -> false)).isEmpty();
        assertThat(snapshots()).as("somebody who may not has changed it").isEqualTo(before);
    }

    /// Only what another vendor tries: to run again with one layer taken away.
    ///
    /// @param safe what may be answered beside what the table says
    protected List<String> faultsOfOtherVendors(Predicate<Reply> safe) {
        nowhere.clear();
        return faults(cell -> cell.isOfAnotherVendor() || cell.isList(), safe);
    }

    private Map<String, String> snapshots() {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Row row : table.rows().values()) {
            for (String state : states(row)) {
                String about = row.about();
                seen.computeIfAbsent(about + state, any -> snapshot(about, shared(about, state)));
            }
        }
        return seen;
    }

    private List<String> states(Row row) {
        return row.isAboutAThing() ? statesOf(row.about()) : List.of("");
    }

    private Thing shared(String about, String state) {
        return about.equals("-")
                ? Thing.NONE
                : shared.computeIfAbsent(about + state, any -> make(about, state, holder()));
    }

    private List<String> faults(Predicate<Cell> chosen, Predicate<Reply> safe) {
        snapshots(); // makes all that is shared, before anybody calls
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            cells().filter(chosen)
                    .forEach(cell -> threads.execute(() -> {
                        try {
                            check(cell, safe, faults);
                        } catch (RuntimeException | IOException | InterruptedException | AssertionError failure) {
                            faults.add("%s: %s".formatted(cell, failure));
                        }
                    }));
        }
        return faults.stream().sorted().toList();
    }

    private Stream<Cell> cells() {
        List<Person> persons = persons();
        return table.rows().values().stream()
                .flatMap(row -> states(row).stream()
                        .flatMap(state -> persons.stream()
                                .map(person -> new Cell(row, calls.of(row.operation()), person, state))));
    }

    private void check(Cell cell, Predicate<Reply> safe, Queue<String> faults)
            throws IOException, InterruptedException {
        boolean changes = cell.isAllowed() && !cell.call().isRead();
        String about = cell.row().about();
        if (changes && cell.person().who() == Who.OTHER_VENDOR) {
            return; // its own things are no other than the holder's
        }
        Thing thing = changes && cell.row().isAboutAThing()
                ? make(about, cell.state(), holder())
                : shared(about, cell.state());
        Reply reply = calls.send(cell.call(), thing, cell.person().token(), this);
        if (!cell.expected().contains(reply.status()) && !safe.test(reply)) {
            faults.add("%s: %d instead of %s %s".formatted(cell, reply.status(), cell.expected(), reply.body()));
        }
        String type = PROBLEMS.get(reply.status());
        if (cell.expected().size() == 1
                && type != null
                && !reply.body().contains("\"type\":\"/problems/" + type + "\"")) {
            faults.add("%s: %d without the problem %s: %s".formatted(cell, reply.status(), type, reply.body()));
        }
        if (!cell.call().declares(reply.status())) {
            faults.add("%s: %d is not in the contract".formatted(cell, reply.status()));
        }
        if (cell.isOfAnotherVendor()) {
            Reply missing = nowhere(cell);
            if (!reply.without(thing).equals(missing) && !safe.test(reply)) {
                faults.add("%s: %s tells more than %s".formatted(cell, reply.without(thing), missing));
            }
            checkChildOfAnother(cell, thing, faults);
        } else if (cell.isList()) {
            shared.values().stream()
                    .flatMap(Thing::privateIds)
                    .filter(reply.body()::contains)
                    .forEach(id -> faults.add("%s: shows %s".formatted(cell, id)));
        } else if (cell.person().who() == Who.OTHER_VENDOR && cell.row().isForEverybody()) {
            Reply anonymous = calls.send(cell.call(), thing, "", this);
            if (!reply.without(thing).equals(anonymous.without(thing))) {
                faults.add("%s: shows more than to everybody".formatted(cell));
            }
        }
    }

    /// What another vendor gets for something that does not exist.
    private Reply nowhere(Cell cell) throws IOException, InterruptedException {
        Reply known = nowhere.get(cell.row().operation());
        if (known == null) {
            Thing stranger = shared(cell.row().about(), cell.state()).elsewhere();
            known = calls.send(cell.call(), stranger, cell.person().token(), this)
                    .without(stranger);
            nowhere.put(cell.row().operation(), known);
        }
        return known;
    }

    /// Below something of its own: `/models/{of mine}/versions/{of another}`.
    private void checkChildOfAnother(Cell cell, Thing thing, Queue<String> faults)
            throws IOException, InterruptedException {
        List<String> path =
                cell.call().pathParameters().stream().filter(thing::isGlobal).toList();
        if (path.size() < 2) {
            return;
        }
        Thing mine = others.computeIfAbsent(cell.row().about(), about -> make(about, cell.state(), otherVendor()));
        Reply reply = calls.send(
                cell.call(),
                thing.with(path.getFirst(), mine.ids().get(path.getFirst())),
                cell.person().token(),
                this);
        if (reply.status() != 404) {
            faults.add("%s: %d below its own".formatted(cell, reply.status()));
        }
    }

    private List<Person> persons() {
        List<Person> persons = new ArrayList<>(List.of(
                new Person(Who.WITHOUT_TOKEN, "", ""),
                new Person(Who.HOLDER, VENDOR, Tokens.vendor(holder())),
                new Person(Who.OTHER_VENDOR, VENDOR, Tokens.vendor(otherVendor())),
                new Person(Who.VENDOR_OF_NOTHING, VENDOR, Tokens.person("nobody's", VENDOR))));
        for (String role : rolesOfTheRealm()) {
            if (!role.equals(VENDOR)) {
                persons.add(new Person(Who.ROLE, role, Tokens.person("matrix", role)));
            }
        }
        return persons;
    }

    private static Set<String> rolesOfTheRealm() {
        Path realm = Path.of(System.getProperty("repository.root"), "deploy/keycloak/licensing-realm.json");
        Set<String> roles = new TreeSet<>();
        try {
            new ObjectMapper()
                    .readTree(Files.readString(realm))
                    .path("roles")
                    .path("realm")
                    .forEach(role -> roles.add(role.path("name").asText()));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return roles;
    }
}
