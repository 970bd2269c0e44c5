package org.llmregistry.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmregistry.registry.RegistryServiceTest;

/// Rows that are taken a thousand at a time leave what rows leave that are taken one by one.
@RegistryServiceTest
class LongListTest {

    @Inject
    EntityManager database;

    @Test
    void a_row_of_another_batch_about_the_same_thing_is_found() {
        String developer = Lists.unique("dev");
        String[] rows = IntStream.range(0, 2_200)
                .mapToObj(i -> Lists.model(developer, Lists.unique("mod"), "2025-03-01"))
                .toArray(String[]::new);
        rows[2_199] = rows[0];
        for (boolean dryRun : new boolean[] {true, false}) {
            JsonPath done = Lists.ended(Lists.post(Lists.KNOWN, dryRun, Lists.models(rows)));
            assertThat(done.getInt("created")).isEqualTo(2_199);
            assertThat(Lists.rows(done, "REJECTED"))
                    .singleElement()
                    .satisfies(row -> assertThat(row)
                            .containsEntry("line", 2_201)
                            .containsEntry("problem", "Line 2 is about the same thing."));
        }
    }

    @Test
    void a_licence_that_one_row_took_is_no_candidate_for_the_next() {
        String name = Lists.unique("mod");
        String holder = Lists.unique("holder");
        Lists.importList(
                Lists.DECIDED, Lists.decisions(Lists.decision(Lists.unique("No-"), name, holder, "2025-05-01")));
        JsonPath done = Lists.importList(
                Lists.KNOWN,
                Lists.models(
                        Lists.model(Lists.unique("other"), name, "2025-06-01"),
                        Lists.model(holder, name, "2025-06-01"),
                        Lists.model(Lists.unique("third"), name, "2025-06-01")));
        assertThat(Lists.rows(done, "REPORTED"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("line", 2)
                        .containsEntry(
                                "problem",
                                "'%s' has the same name but another developer, '%s'.".formatted(name, holder)));
        assertThat(Lists.rows(done, "UPDATED").getFirst().get("line")).isEqualTo(3);
        assertThat(Lists.rows(done, "CREATED").getFirst().get("line")).isEqualTo(4);
    }

    @Test
    void every_character_arrives_as_it_was_published() {
        String developer = Lists.unique("dev");
        String name = Lists.unique("mod");
        String odd = "%s \\N \\t {\"\"a,b\"\"} '𠮷'\tx".formatted(name);
        JsonPath done = Lists.importList(
                Lists.KNOWN,
                Lists.models(Lists.model(developer, "\"" + odd + "\"", "2025-03-01")
                        .replace("true,,,", "true,,\"L\\1;a \"\"b\"\"\",")));
        assertThat(done.getInt("created")).isEqualTo(1);
        Lists.anybody()
                .queryParam("q", name)
                .get("/register")
                .then()
                .body("items[0].name", equalTo(odd.replace("\"\"", "\"")))
                .body("items[0].baseModels.name", contains("L\\1", "a \"b\""));
    }

    @Test
    void each_entry_has_its_events_numbered_without_a_gap() {
        String developer = Lists.unique("dev");
        String one = Lists.unique("mod");
        String two = Lists.unique("mod");
        JsonPath first = Lists.importList(
                Lists.KNOWN,
                Lists.models(Lists.model(developer, one, "2025-03-01"), Lists.model(developer, two, "2025-03-01")));
        JsonPath second = Lists.importList(
                Lists.KNOWN,
                Lists.models(Lists.model(developer, one, "2025-03-01"), Lists.model(developer, two, "2025-02-01")));
        List<Map<String, Object>> created = Lists.rows(first, "CREATED");
        assertThat(events(created.getFirst())).containsExactly("register.entry-listed 1 imports/" + first.get("id"));
        assertThat(events(created.getLast()))
                .containsExactly(
                        "register.entry-listed 1 imports/" + first.get("id"),
                        "register.entry-changed 2 imports/" + second.get("id"));
    }

    private List<String> events(Map<String, Object> row) {
        List<?> events = database.createNativeQuery("""
                        SELECT concat_ws(' ', kind, CAST(body AS json) ->> 'sequence', CAST(body AS json) -> 'data' ->> 'cause')
                        FROM outbox WHERE recipient = 'audit' AND subject = ?1 ORDER BY position
                        """)
                .setParameter(1, "register/" + row.get("registerId"))
                .getResultList();
        return events.stream().map(String.class::cast).toList();
    }
}
